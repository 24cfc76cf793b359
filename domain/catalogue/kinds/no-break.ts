/** Groups of digits that stay on one line of the letter. */
export const noBreak = (text: string): string => text.replaceAll(' ', '\u00a0')
