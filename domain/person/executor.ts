import type { Phone } from './phone.ts'

// §2, §10: the phone of who answers is an inner extension behind the company's call centre.

/** 3–6 digits, such as the guide's 56465. */
export function isExtension(text: string): boolean {
  return /^\d{3,6}$/.test(text)
}

/** §10: calls the call centre, waits, dials the extension: `tel:+77172797575,56465`. */
export function callLink(callCentre: Phone, extension: string): string {
  return `tel:${callCentre},${extension}`
}
