const AMOUNT = String.raw`[₩$€£¥]?\d[\d,.]*\s?(?:만\s?원|천\s?원|원|won|krw|usd|%|％|퍼센트)?(?:\s?(?:off|sale|할인|세일|부터|적립))?[!~]?`;
const PRICE_LINE = new RegExp(`^(?:${AMOUNT})$`, 'iu');
const PRICE_TAIL = new RegExp(`^(?<head>.*\\S)\\s+(?<tail>${AMOUNT})$`, 'iu');

/** Whether a line is nothing but a price or a discount ("3,900원", "50% OFF"), which may be set larger. */
export function isPriceLine(text: string): boolean {
  return text.length <= 14 && PRICE_LINE.test(text.trim());
}

/** Splits "오늘의 커피 3,900원" before its price; undefined when the copy does not end with one. */
export function splitBeforePrice(text: string): [head: string, price: string] | undefined {
  const groups = PRICE_TAIL.exec(text.trim())?.groups;
  return groups && isPriceLine(groups.tail) ? [groups.head, groups.tail] : undefined;
}
