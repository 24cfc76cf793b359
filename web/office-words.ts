/**
 * The words of the office, as web/words.ts has those of everybody: apart, so that the cabinet's first load does not
 * carry the names of their files. Fetched with the first of them.
 */
export const officeFiles = {
  office: {
    kk: () => import('../words/kk/office.ts').then((file) => file.office),
    ru: () => import('../words/ru/office.ts').then((file) => file.office),
    en: () => import('../words/en/office.ts').then((file) => file.office),
  },
  assign: {
    kk: () => import('../words/kk/assign.ts').then((file) => file.assign),
    ru: () => import('../words/ru/assign.ts').then((file) => file.assign),
    en: () => import('../words/en/assign.ts').then((file) => file.assign),
  },
  book: {
    kk: () => import('../words/kk/book.ts').then((file) => file.book),
    ru: () => import('../words/ru/book.ts').then((file) => file.book),
    en: () => import('../words/en/book.ts').then((file) => file.book),
  },
  queue: {
    kk: () => import('../words/kk/queue.ts').then((file) => file.queue),
    ru: () => import('../words/ru/queue.ts').then((file) => file.queue),
    en: () => import('../words/en/queue.ts').then((file) => file.queue),
  },
  sight: {
    kk: () => import('../words/kk/sight.ts').then((file) => file.sight),
    ru: () => import('../words/ru/sight.ts').then((file) => file.sight),
    en: () => import('../words/en/sight.ts').then((file) => file.sight),
  },
  signals: {
    kk: () => import('../words/kk/signals.ts').then((file) => file.signals),
    ru: () => import('../words/ru/signals.ts').then((file) => file.signals),
    en: () => import('../words/en/signals.ts').then((file) => file.signals),
  },
  desk: {
    kk: () => import('../words/kk/desk.ts').then((file) => file.desk),
    ru: () => import('../words/ru/desk.ts').then((file) => file.desk),
    en: () => import('../words/en/desk.ts').then((file) => file.desk),
  },
  areas: {
    kk: () => import('../words/kk/areas.ts').then((file) => file.areas),
    ru: () => import('../words/ru/areas.ts').then((file) => file.areas),
    en: () => import('../words/en/areas.ts').then((file) => file.areas),
  },
  case: {
    kk: () => import('../words/kk/case.ts').then((file) => file.caseWords),
    ru: () => import('../words/ru/case.ts').then((file) => file.caseWords),
    en: () => import('../words/en/case.ts').then((file) => file.caseWords),
  },
  replyTemplates: {
    kk: () => import('../words/kk/reply-templates.ts').then((file) => file.replyTemplates),
    ru: () => import('../words/ru/reply-templates.ts').then((file) => file.replyTemplates),
    en: () => import('../words/en/reply-templates.ts').then((file) => file.replyTemplates),
  },
  reply: {
    kk: () => import('../words/kk/reply.ts').then((file) => file.reply),
    ru: () => import('../words/ru/reply.ts').then((file) => file.reply),
    en: () => import('../words/en/reply.ts').then((file) => file.reply),
  },
  replySigning: {
    kk: () => import('../words/kk/reply-signing.ts').then((file) => file.replySigning),
    ru: () => import('../words/ru/reply-signing.ts').then((file) => file.replySigning),
    en: () => import('../words/en/reply-signing.ts').then((file) => file.replySigning),
  },
  replySignature: {
    kk: () => import('../words/kk/reply-signature.ts').then((file) => file.replySignature),
    ru: () => import('../words/ru/reply-signature.ts').then((file) => file.replySignature),
    en: () => import('../words/en/reply-signature.ts').then((file) => file.replySignature),
  },
  replyRefusals: {
    kk: () => import('../words/kk/signature.ts').then((file) => file.replyRefusals),
    ru: () => import('../words/ru/signature.ts').then((file) => file.replyRefusals),
    en: () => import('../words/en/signature.ts').then((file) => file.replyRefusals),
  },
  people: {
    kk: () => import('../words/kk/people.ts').then((file) => file.people),
    ru: () => import('../words/ru/people.ts').then((file) => file.people),
    en: () => import('../words/en/people.ts').then((file) => file.people),
  },
}
