const BEGIN = '<|startoftext|>';
const END = '<|endoftext|>';

/**
 * CLIP's tokenizer as a tokenizer.json would define it, of folders that have its vocabulary and merges only: bytes of
 * lower-case words, paired after Sennrich et al. 2016, with an end to each word. Source: Radford et al., "Learning
 * Transferable Visual Models From Natural Language Supervision", 2021, and its published tokenizer.
 *
 * @param vocabulary Of vocab.json: ids by token.
 * @param merges The text of merges.txt: a line for each pair, the most frequent first, after one of its version.
 */
export function clipDefinition(vocabulary: Readonly<Record<string, number>>, merges: string): object {
  const lines = merges.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#version'));
  const special = [BEGIN, END].flatMap((content) => {
    const id = vocabulary[content];
    const flags = { single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
    return id === undefined ? [] : [{ id, content, ...flags }];
  });
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: special,
    normalizer: {
      type: 'Sequence',
      normalizers: [
        { type: 'NFC' },
        { type: 'Replace', pattern: { Regex: '\\s+' }, content: ' ' },
        { type: 'Lowercase' },
      ],
    },
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        { type: 'Split', pattern: { Regex: WORDS }, behavior: 'Removed', invert: true },
        { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
      ],
    },
    post_processor: null,
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      type: 'BPE',
      ...{ dropout: null, unk_token: END, continuing_subword_prefix: '', end_of_word_suffix: '</w>' },
      ...{ fuse_unk: false, byte_fallback: false, ignore_merges: false },
      vocab: vocabulary,
      merges: lines.map((line) => line.split(' ')),
    },
  };
}

/** What counts as a word: English endings, letters together, each digit alone, signs together. */
const WORDS =
  "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+";

/** What a tokenizer_config.json says where there is none. */
export const CLIP_CONFIG = { bos_token: BEGIN, eos_token: END, pad_token: END, unk_token: END };
