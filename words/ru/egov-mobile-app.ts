import type { egovMobileApp as kk } from '../kk/egov-mobile-app.ts'

export const egovMobileApp: typeof kk = {
  letterErrand: 'Подписание обращения. Подписывайте, только если на странице сайта стоит код {pair}.',
  replyErrand: 'Подписать письмо компании. Подписывайте, только если на странице канцелярии код {pair}.',
  submissionErrand:
    'Подписание отзыва обращения. Подписывайте, только если на странице сайта стоит код {pair}.',
  signInErrand: 'Вход в кабинет. Подписывайте, только если на странице сайта стоит код {pair}.',
  staffSignInErrand:
    'Вход сотрудника в канцелярию обращений. Подписывайте, только если на странице сайта код {pair}.',
  proofErrand:
    'Подтверждение изменения. Подписывайте, только если сами его начали и на странице сайта код {pair}.',
  letter: 'Код {pair}. {type}',
  reply: 'Код {pair}. Исходящее № {number}',
  submission: 'Код {pair}. Отзыв обращения',
  signInText: 'Код {pair}. Вход в кабинет',
  staffSignInText: 'Код {pair}. Вход в канцелярию обращений',
  opened: 'Сайт: {site}. Код открыт здесь: {device}, {at}.',
  siteLabel: 'Сайт',
  signerLabel: 'Кто подписывает',
  whatLabel: 'Что подписывается',
  openedLabel: 'Код открыт здесь',
  what: {
    letter: 'Письмо обращения',
    submission: 'Отзыв обращения',
    reply: 'Письмо компании',
    signIn: 'Текст для входа в кабинет',
    staffSignIn: 'Текст для входа в канцелярию обращений',
    proof: 'Текст подтверждения изменения',
  },
  proofText: 'Код {pair}. Подтверждение изменения',
  pairLabel: 'Код на странице',
}
