import type { egovMobileApp as kk } from '../kk/egov-mobile-app.ts'

export const egovMobileApp: typeof kk = {
  letterErrand: 'Signing an appeal. Sign only if the page of the site shows the code {pair}.',
  signInErrand: 'Signing in. Sign only if the page of the site shows the code {pair}.',
  letter: 'Code {pair}. {type}',
  signInText: 'Code {pair}. Signing in',
  pairLabel: 'Code on the page',
}
