import type { LastAct } from '../last-act.ts'

/** Who did what and when, before the words of a refusal that an old page gets. No name is inflected. */
export const lastAct = {
  told: '{name}, {at}: {act}.',
  system: 'Система',
  acts: {
    taken: 'взято в работу',
    named: 'назначен исполнитель',
    renamed: 'исполнитель заменён',
    takenOver: 'взято на себя',
    givenBack: 'возвращено в свободные',
    routed: 'направлено в подразделение',
    toDesk: 'возвращено регистратору',
    interimReplied: 'отправлен промежуточный ответ',
    executed: 'исполнено',
    forwarded: 'направил(а) в другой орган',
    reopened: 'вернул(а) в работу',
    returned: 'возвращено клиенту',
    withdrawn: 'согласился(-лась) с отзывом',
    replyProposed: 'письмо предложено на утверждение',
    replySentBack: 'письмо возвращено на доработку',
    replyTakenBack: 'письмо отозвано с утверждения',
    replyApproved: 'письмо утверждено',
    replyFrozen: 'письму присвоен номер для подписи',
    replySigned: 'письмо подписано',
    replySent: 'письмо отправлено',
    replyDiscarded: 'проект письма удалён',
  } satisfies Record<LastAct, string>,
}
