import type { preparing as kk } from '../kk/preparing.ts'

export const preparing: typeof kk = {
  title: 'The cabinet is being prepared',
  client:
    'Appeals cannot be sent yet. If you need to, call the call centre: {phone}. When the cabinet is ready, this message goes.',
  staff: 'Clients cannot send appeals yet. The administrator still has to enter:',
  missing: {
    appealTypes: 'the types of appeal – otinish catalogue import',
    tariffs: 'the tariffs – otinish tariffs import',
    vat: 'the VAT rate – otinish tariffs import',
    calendar: 'this year’s working calendar – otinish calendar import',
    trust: 'the roots of the certification authority – otinish trust add',
  },
}
