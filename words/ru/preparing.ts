import type { preparing as kk } from '../kk/preparing.ts'

export const preparing: typeof kk = {
  title: 'Кабинет готовится к работе',
  client:
    'Отправить обращение пока нельзя. Если нужно, позвоните в колл-центр: {phone}. Когда кабинет будет готов, это сообщение исчезнет.',
  staff: 'Клиенты ещё не могут отправлять обращения. Администратору осталось внести:',
  missing: {
    appealTypes: 'виды обращений – otinish catalogue import',
    tariffs: 'тарифы – otinish tariffs import',
    vat: 'ставку НДС – otinish tariffs import',
    calendar: 'рабочий календарь этого года – otinish calendar import',
    trust: 'корневые сертификаты удостоверяющего центра – otinish trust add',
  },
}
