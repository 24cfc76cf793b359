import type { LastAct } from '../last-act.ts'

/** Who did what and when, before the words of a refusal that an old page gets. No name is inflected. */
export const lastAct = {
  told: '{name}, {at}: {act}.',
  system: 'Жүйе',
  acts: {
    taken: 'жұмысқа алды',
    named: 'орындаушыны тағайындады',
    renamed: 'орындаушыны ауыстырды',
    takenOver: 'өзіне алды',
    givenBack: 'кері қайтарды',
    routed: 'бөлімшеге жіберді',
    toDesk: 'тіркеушіге қайтарды',
    interimReplied: 'аралық жауап жіберді',
    executed: 'орындады',
    forwarded: 'басқа органға жіберді',
    reopened: 'жұмысқа қайта алды',
    returned: 'клиентке қайтарды',
    withdrawn: 'кері қайтарып алуға келісті',
    replyProposed: 'хат бекітуге ұсынылды',
    replySentBack: 'хат пысықтауға қайтарылды',
    replyTakenBack: 'хат бекітуден қайтарып алынды',
    replyApproved: 'хат бекітілді',
    replyFrozen: 'хатқа қол қою үшін нөмір берілді',
    replySigned: 'хатқа қол қойылды',
    replySent: 'хат жіберілді',
    replyDiscarded: 'хат жобасы жойылды',
  } satisfies Record<LastAct, string>,
}
