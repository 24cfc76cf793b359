import type { payment as kk } from '../kk/payment.ts'

export const payment: typeof kk = {
  purpose: 'Оплата рассмотрения обращения по договору № {contract}, ИИН плательщика {iin}',
  receipt: 'Квитанция об оплате',
}
