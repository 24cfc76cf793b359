/** NCALayer runs on computers alone; a narrow window is one still, a phone with a pen is none. */
export function isComputer(): boolean {
  return !/Android|iPhone|iPad/i.test(navigator.userAgent) && matchMedia('(any-pointer: fine)').matches
}
