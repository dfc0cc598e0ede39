import { FEELING_MOODS } from './feeling-moods.ts';
import { STYLE_MOODS } from './style-moods.ts';

/** What a font or a copy may feel like. */
export type FontMood = (typeof FONT_MOODS)[number]['id'];

/** The moods that recommendFonts() reads; materials and products count by what they usually stand for. */
export const FONT_MOODS = [...FEELING_MOODS, ...STYLE_MOODS] as const;
