import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { type FormEvent, useState } from 'react';
import { useWords } from '../i18n/words.ts';
import { FileList } from './file-list.tsx';
import { FILE_TYPES, type FileType, fileTypeOf } from './file-types.ts';
import { type Picture, picturesOf, planFiles } from './plan-files.ts';
import { renditionSize } from './rendition-size.ts';
import { SendPicture } from './send-picture.tsx';
import { useDownloads } from './use-downloads.ts';
import { type ChosenWidth, isGoodWidth, WidthChoice, widthOf } from './width-choice.tsx';
import { WORDS } from './words.ts';

/** Which pictures of an ad, as which files, how large: and their way to the browser's downloads. */
export default function DownloadChoices({ job }: { job: Job }) {
  const w = useWords(WORDS);
  const pictures = picturesOf(job);
  const [main] = pictures;
  const [whats, setWhats] = useState<readonly Picture['what'][]>([main.what]);
  const [types, setTypes] = useState<readonly FileType[]>([fileTypeOf(main.image.mediaType)]);
  const [width, setWidth] = useState<ChosenWidth>({ kind: 'original' });
  const downloads = useDownloads();
  const chosen = pictures.filter(({ what }) => whats.includes(what));
  const isGood = isGoodWidth(width, main.image);
  const files = isGood ? planFiles(job, chosen, types, widthOf(width)) : [];
  const size = renditionSize(main.image, isGood ? widthOf(width) : undefined);
  const go = (event: FormEvent) => {
    event.preventDefault();
    if (files.length > 0 && !downloads.isBusy) downloads.start(files);
  };
  return (
    <form className="download-panel__form" noValidate onSubmit={go}>
      {pictures.length > 1 && (
        <fieldset className="download-panel__group">
          <legend className="download-panel__legend">{w.what}</legend>
          {pictures.map(({ what, image }) => (
            <Check
              key={what}
              label={w.pictures[what]}
              note={image.hasAlpha ? w.clear : ''}
              isChecked={whats.includes(what)}
              onChange={() => setWhats(toggled(whats, what))}
            />
          ))}
        </fieldset>
      )}
      <fieldset className="download-panel__group">
        <legend className="download-panel__legend">{w.types}</legend>
        {FILE_TYPES.map((type) => (
          <Check
            key={type.name}
            label={type.name}
            note={w.typeHints[type.extension]}
            isChecked={types.includes(type)}
            onChange={() => setTypes(toggled(types, type))}
          />
        ))}
      </fieldset>
      <WidthChoice picture={main.image} width={width} onChange={setWidth} />
      <div className="download-panel__plan">
        <p>{w.size(size.width, size.height)}</p>
        <p className="download-panel__name">{files[0]?.name ?? w.nothing}</p>
      </div>
      <button
        className="button button--primary"
        type="submit"
        aria-disabled={files.length === 0 || downloads.isBusy}
      >
        {w.go(files.length)}
      </button>
      {downloads.files.length > 0 && <FileList downloads={downloads} />}
      <SendPicture key={job.id} file={planFiles(job, [main], [fileTypeOf('image/png')], undefined)[0]} />
    </form>
  );
}

interface CheckProps {
  label: string;
  note: string;
  isChecked: boolean;
  onChange(): void;
}

function Check({ label, note, isChecked, onChange }: CheckProps) {
  return (
    <label className="download-panel__check">
      <input type="checkbox" checked={isChecked} onChange={onChange} />
      <span>{label}</span>
      {note !== '' && <span className="download-panel__note">{note}</span>}
    </label>
  );
}

/** In the order in which they were chosen. */
function toggled<T>(chosen: readonly T[], one: T): readonly T[] {
  return chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one];
}
