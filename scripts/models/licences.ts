/** Licences that models often have, by SPDX identifier, with what they mean for advertising pictures. */
const LICENCES: Record<string, string> = {
  'AGPL-3.0-only':
    'GNU Affero General Public License 3.0: who offers it over a network must offer its source',
  'Apache-2.0': 'Apache License 2.0: free to use, also commercially, with its notice',
  'BSD-2-Clause': 'BSD 2-Clause License: free to use, also commercially, with its notice',
  'BSD-3-Clause': 'BSD 3-Clause License: free to use, also commercially, with its notice',
  'CC-BY-4.0': 'Creative Commons Attribution 4.0: free to use, also commercially, naming the author',
  'CC-BY-NC-4.0':
    'Creative Commons Attribution-NonCommercial 4.0: NOT for commercial use, such as advertising',
  'CC-BY-NC-SA-4.0':
    'Creative Commons Attribution-NonCommercial-ShareAlike 4.0: NOT for commercial use, such as advertising',
  'CC-BY-SA-4.0':
    'Creative Commons Attribution-ShareAlike 4.0: commercially too, changes under the same licence',
  'CC0-1.0': 'Creative Commons Zero 1.0: public domain',
  'CreativeML-OpenRAIL-M':
    'CreativeML Open RAIL-M: also commercially, not for the uses that its attachment A forbids',
  'CreativeML-OpenRAIL++-M':
    'CreativeML Open RAIL++-M: also commercially, not for the uses that its attachment A forbids',
  'FLUX-1-dev-Non-Commercial':
    'FLUX.1 [dev] Non-Commercial License: the model may NOT be run commercially, such as for advertising',
  'GPL-3.0-only': 'GNU General Public License 3.0: passing it on needs its source',
  'LGPL-3.0-only': 'GNU Lesser General Public License 3.0: passing it on needs its source',
  MIT: 'MIT License: free to use, also commercially, with its notice',
  'MPL-2.0': 'Mozilla Public License 2.0: free to use, also commercially; changed files stay under it',
  'Stability-AI-Community':
    'Stability AI Community License: commercially after registration, up to 1 million USD of revenue a year',
  Unlicense: 'The Unlicense: public domain',
};

/** A licence for people: what an SPDX identifier stands for, where this version knows it. */
export function describeLicence(licence: string): string {
  if (licence === 'unknown') return 'unknown: find out before you use its pictures';
  const known = Object.keys(LICENCES).find((id) => id.toLowerCase() === licence.toLowerCase());
  return known ? `${known} (${LICENCES[known]})` : licence;
}
