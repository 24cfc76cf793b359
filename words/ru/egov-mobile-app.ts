import type { egovMobileApp as kk } from '../kk/egov-mobile-app.ts'

export const egovMobileApp: typeof kk = {
  letterErrand: 'Подписание обращения. Подписывайте, только если на странице сайта стоит код {pair}.',
  signInErrand: 'Вход в кабинет. Подписывайте, только если на странице сайта стоит код {pair}.',
  letter: 'Код {pair}. {type}',
  signInText: 'Код {pair}. Вход в кабинет',
  pairLabel: 'Код на странице',
}
