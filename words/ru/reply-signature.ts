import type { replySignature as kk } from '../kk/reply-signature.ts'

export const replySignature: typeof kk = {
  signed: 'Подписал(а): {name}, {position}',
  signedByClient: 'Подписал(а): {name}',
  seal: 'Печать {company}',
  head: 'руководитель',
  verdicts: {
    good: 'Проверено: ключ действителен',
    not_checked: 'Проверено; не отозван ли ключ, не спрашивали',
    unknown: 'Проверяется',
    revoked: 'Недействительно: ключ отозван',
  },
  letterIn: { kk: 'письмо на казахском', ru: 'письмо на русском' },
  more: 'О подписи',
  moreSeal: 'О печати',
  signedAt: 'Время подписания',
  files: 'Файлы подписей письма',
  howToCheck: 'Письмо и его файл .p7s может проверить кто угодно:',
  check: 'страница проверки подписи',
}
