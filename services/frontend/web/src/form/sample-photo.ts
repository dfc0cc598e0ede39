import sampleUrl from '../../../../../assets/sample/coffee.png';

/** The photo that comes with the page: a red coffee cup on its saucer. */
export async function loadSamplePhoto(): Promise<File> {
  const response = await fetch(sampleUrl);
  if (!response.ok) throw new Error(`The sample photo answered ${response.status}.`);
  return new File([await response.blob()], 'coffee.png', { type: 'image/png' });
}
