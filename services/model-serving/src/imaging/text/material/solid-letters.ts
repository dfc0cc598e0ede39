/** What letters cut from one piece have in common. */
export const SOLID_LETTERS = { pattern: 'none', trackingEm: 0, exposure: 0.62, sides: 0.5 } as const;
