import { defineWords } from '../i18n/words.ts';

export const WORDS = defineWords({
  en: {
    title: { 1: 'Your own scene', 2: 'Your own letters' },
    intro: {
      1: 'Takes the place of step 1: the letters are set into it. PNG, JPEG, WebP or AVIF, up to 64 MB.',
      2: 'Takes the place of step 2: a picture with a transparent background, such as letters or a logo. PNG, WebP or AVIF, up to 64 MB.',
    },
    best: (width: number, height: number) => `Best at ${width} × ${height} pixels.`,
    choose: 'Choose a picture',
    chooseOther: 'Choose another',
    drop: 'or drop it here',
    reading: 'Reading the picture …',
    picture: 'The chosen picture',
    crop: 'Part of the picture: drag it, or use the arrow keys and + −',
    cropRole: 'movable picture',
    cropHint: (width: number, height: number) =>
      `The ad is ${width} × ${height}: drag the picture to choose the part that is used.`,
    zoom: 'Zoom',
    enlarged: 'It is smaller than the ad and will be enlarged, so it may look soft.',
    otherSize: (width: number, height: number) =>
      `Its size differs from the ad’s ${width} × ${height}: what is visible in it is set where the copy stands.`,
    refused: {
      type: 'This is not a picture that can be used. PNG, JPEG, WebP and AVIF work.',
      bytes: 'The file is larger than 64 MB.',
      pixels: 'The picture has too many pixels: at most 64 million, and 16,384 on a side.',
      opaque:
        'This picture has no transparency, so it would cover the whole ad. Save it with a transparent background.',
      empty: 'There is nothing to see in this picture: all of it is transparent.',
    },
    uploading: (percent: number) => `Uploading: ${percent} %`,
    progress: 'Upload',
    use: 'Use this picture',
    sending: 'Sending…',
    cancel: 'Cancel',
  },
  ko: {
    title: { 1: '내 배경 그림', 2: '내 글자 그림' },
    intro: {
      1: '1단계 그림 대신 쓰고, 그 위에 글자를 넣어요. PNG, JPEG, WebP, AVIF, 최대 64MB예요.',
      2: '2단계 글자 대신 써요. 글자나 로고처럼 배경이 투명한 그림을 올려 주세요. PNG, WebP, AVIF, 최대 64MB예요.',
    },
    best: (width: number, height: number) => `${width} × ${height}픽셀이면 가장 좋아요.`,
    choose: '그림 고르기',
    chooseOther: '다른 그림 고르기',
    drop: '또는 여기에 놓으세요',
    reading: '그림을 읽고 있어요…',
    picture: '고른 그림',
    crop: '쓸 부분: 끌거나 방향키와 + − 키로 조절하세요',
    cropRole: '옮길 수 있는 그림',
    cropHint: (width: number, height: number) =>
      `광고 크기는 ${width} × ${height}이에요. 그림을 끌어서 쓸 부분을 정해 주세요.`,
    zoom: '확대',
    enlarged: '광고보다 작아서 늘려 쓰기 때문에 흐려 보일 수 있어요.',
    otherSize: (width: number, height: number) =>
      `광고 크기 ${width} × ${height}와 달라요. 그림에서 보이는 부분을 문구 자리에 넣어요.`,
    refused: {
      type: '쓸 수 없는 파일이에요. PNG, JPEG, WebP, AVIF 그림을 올려 주세요.',
      bytes: '파일이 64MB보다 커요.',
      pixels: '픽셀이 너무 많아요. 최대 6,400만 픽셀, 한 변 16,384픽셀까지 쓸 수 있어요.',
      opaque: '투명한 부분이 없어 광고 전체를 덮게 돼요. 배경이 투명한 그림으로 저장해 주세요.',
      empty: '모두 투명해서 보이는 것이 없는 그림이에요.',
    },
    uploading: (percent: number) => `올리는 중: ${percent}%`,
    progress: '올리기',
    use: '이 그림 쓰기',
    sending: '보내는 중…',
    cancel: '취소',
  },
});
