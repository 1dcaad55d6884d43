/** A provision as it is written down here: its text, and what it lists. */
export type Outline = string | readonly [text: string, parts: readonly Outline[]];
