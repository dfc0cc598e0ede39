/** English words that carry no picture, or that name the product itself, which the photo shows. */
export const ENGLISH_FILLERS = new Set(
  (
    'a an the of on in at by with and or to for from into over under near beside behind before after is are ' +
    'be it its this that these those very so some any no not without as up down out off my our your their his ' +
    'her i we you product photo photograph photography picture image scene shot ad advertisement advertising ' +
    'commercial style look view view high quality professional beautiful beautifully stunning nice great good ' +
    'best realistic photorealistic detailed ultra hd 4k 8k hdr resolution render rendered atmosphere ambience ' +
    'ambiance mood feel feeling lighting illuminated color colour colored coloured tone hue texture textured ' +
    'inspired setting environment placed standing sitting resting full few lot lots space copy cup mug coffee ' +
    'tea bottle can jar box bag perfume cream lotion shoe watch drink food product-shot everything all ' +
    'nothing here there one two three against across behind onto upon toward towards between among around ' +
    'amid rising setting falling glowing shining lying laid scattered sprinkled covered filled surrounded ' +
    'lined hung hanging stacked decorated draped seen viewed looking captured shot taken using having ' +
    'featuring including showing make makes look looks please want need would like just only also still more ' +
    'less quite rather than then when while where which who whose how what serum skincare-like lipstick ' +
    'sneaker bread dessert cookie chocolate-box macaron apple orange-juice burger pizza salad soup cosmetic ' +
    'makeup phone laptop headphone speaker bag wallet ring necklace jewelry toy doll shirt dress set hour ' +
    'time season weather corner part whole area space place spot angle camera lens photo-realistic cinematic ' +
    'editorial magazine award-winning masterpiece sharp crisp-focus focus in-focus centered composition ' +
    'negative steam steamy whisky whiskey saturation stage daisy-like cake bread juice beer wine glass-like ' +
    'front top side center centre middle smooth rough inside mediterranean path village deck porch chair sign ' +
    'slightly single pair lone early late deep rich tall short wide long tiny small large big huge open ' +
    'light-filled light lights lit accent accents'
  ).split(' '),
);

/** Korean words, whole or as stems, that carry no picture. */
export const KOREAN_FILLERS = (
  '위 에서 있는 놓인 놓여 느낌 분위기 사진 제품 상품 광고 장면 이미지 그림 스타일 비치 드는 들어오는 가득 아래 옆 앞 뒤 속 안 조명 빛 색 톤 배치 촬영 연출 그리고 함께 아주 매우 ' +
  '정말 좀 약간 고품질 고화질 사실적 아름다 예쁜 멋진 좋은 커피 컵 머그 찻잔 잔 병 화장품 향수 음료 음식 있다 있고 하는 한 된 같은 지는 감성 공간 감도는 흐르는 어울리는 퍼지는 ' +
  '내리쬐는 들어온 없는 없이 의 과 와 낀 덮인 깔린 뿌려진 흩뿌려 흩어진 흩날리 놓여진 내리는 오는 부는 비추는 비춘 켜진 켠 보이는 드리운 드리워진 쏟아지는 둘러싸인 장식 꾸민 꾸며 ' +
  '물든 피어난 핀 만개한 활짝 어우러진 담긴 올려 세워 세운 은은하게 살짝 톡톡 사이 너머 곁 주변 근처 한켠 한쪽 한가운데 가운데 중앙 중심 느낌의 풍의 풍 무늬 시간 때 무렵 계절 날 ' +
  '하루 오늘 우리 집 만든 위한 위해 통해 통한 향한 바라보 찍은 찍힌 본 보는 쓴 가까이 멀리 멀리서 전체 부분 공기 풍경 전경 모습 같이 처럼 그 이 저 수 것 더 가장 제일 좀더 쪽 ' +
  '면 판 조각 여러 많은 작은 큰 넓은 좁은 긴 짧은 높은 낮은 둥근 네모난 새로운 신제품 세트 선크림 세럼 에센스 립스틱 크림 로션 비누 샴푸 와인 맥주 주스 우유 빵 케이크 쿠키 디저트 ' +
  '과자 사과 과일 음식 반찬 도시락 먹거리 볼거리 신발 운동화 가방 지갑 시계 반지 목걸이 휴대폰 노트북 이어폰 스피커 인형 장난감 옷 천연 천천 천장 섬세 따라 뒤로 앞으로 옆에 위로 ' +
  '아래로 위에 위의 맞은 닿은 스며 스민 번지는 빛나는 빛이 타오르는 흔들리는 떠 떠있는 떠오르는 서 서있는 서늘하 어울 조화 표현 구도 시점 각도 카메라 렌즈 해주세요 해줘 주세요 싶어요 ' +
  '만들어 데이 다과 잎 반영 마을 의자 간판 데크 거친 늦은 이른 짙은 깊은 진한 굵은 얇은 두꺼운 젊은 상 아이 아기 채도 수증기 김이 위스키 칵테일 무대 유자차 명함 도자기'
).split(' ');
