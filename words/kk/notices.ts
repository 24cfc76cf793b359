import type { NoticeKind } from '../../domain/mailbox/notice.ts'

interface NoticeSaying {
  /** {label} is the appeal's number, or its coupon's before it has one. */
  readonly title: string
  readonly detail: string
  /** What the client must do. */
  readonly yourPart: string
}

/** Notices in the cabinet and by mail, their settings. kk is the reference. */
export const notices = {
  // what happened, and what to do
  byNumber: '№ {number}',
  byCoupon: 'талоны № {coupon}',
  kinds: {
    registered: {
      title: '{label} өтінішіңіз тіркелді',
      detail: '{company} өтінішті {date} күнімен тіркеді. Орындалу мерзімі: {due}.',
      yourPart: 'Сізден ештеңе қажет емес: жауабын күтіңіз.',
    },
    takenIntoWork: {
      title: '{label} өтінішіңіз жұмысқа алынды',
      detail: 'Өтінішті енді жауапты орындаушы қарап жатыр.',
      yourPart: 'Сұрағыңыз болса, орындаушының телефоны өтініштің бетінде тұр.',
    },
    dueDateMoved: {
      title: '{label} өтініш бойынша аралық жауап келді',
      detail: 'Өтінішті қарау көп уақытты қажет етеді. Жаңа мерзім: {due}.',
      yourPart: 'Аралық жауапты оқып шығыңыз. Сізден басқа ештеңе қажет емес.',
    },
    papersAsked: {
      title: '{label} өтініш бойынша құжат сұралды',
      detail:
        'Қарауды жалғастыру үшін құжат қажет. Қандай құжат екені аралық жауапта жазылған. Жаңа мерзім: {due}.',
      yourPart: 'Аралық жауапты оқып, сұралған құжатты жаңа «Еркін форматтағы өтінішке» тіркеп жіберіңіз.',
    },
    executed: {
      title: '{label} өтінішіңіз орындалды',
      detail: '{company} жауабы кабинетке келді.',
      yourPart: 'Жауапты оқып, жүктеп алыңыз.',
    },
    returned: {
      title: '{label} өтініш қараусыз қайтарылды',
      detail: 'Хаттың қолтаңбасы жарамсыз болып шықты. Себебі өтініштің бетінде жазылған.',
      yourPart: 'Жарамды кілтпен қол қойып, жаңа өтініш жіберіңіз.',
    },
  } satisfies Record<NoticeKind, NoticeSaying>,
  dueToBeTold: 'кейін хабарланады',
  executorIs: 'Орындаушы: {name}.',
  executorWithExtension: 'Орындаушы: {name}, ішкі нөмірі {extension}.',
  // the page and the bell
  title: 'Хабарландырулар',
  hint: 'Өтініштеріңізде не өзгергені осында жазылады.',
  fresh: 'жаңа',
  markAll: 'Барлығын оқылды деп белгілеу',
  markOne: 'Оқылды деп белгілеу',
  markOneOf: 'Оқылды деп белгілеу: {title}',
  open: 'Өтінішті ашу',
  openOf: 'Өтінішті ашу: {title}',
  openReply: 'Жауапты оқу',
  openReplyOf: 'Жауапты оқу: {title}',
  emptyTitle: 'Хабарландырулар әзірге жоқ',
  emptyHint: 'Өтінішіңіз тіркелгенде, жұмысқа алынғанда және жауабы келгенде осында хабарланады.',
  settingsLink: 'Хабарландыруларды e-mail арқылы алу',
  appealChanged: 'Өтініш бойынша жаңалық бар. Мәртебесі: {status}.',
  // settings
  settingsTitle: 'Хабарландырулар',
  inCabinet: 'Хабарландырулар кабинетте әрдайым көрінеді.',
  byEmail: 'Хабарландыруларды e-mail арқылы да алғым келеді',
  byEmailHint: 'Хатта тек өтініштің нөмірі мен сілтемесі болады, басқа дерек жазылмайды.',
  noEmail: 'Профильде e-mail мекенжайы жоқ, сондықтан хабарландырулар тек кабинетте көрінеді.',
  letterLanguage: 'Хаттардың тілі',
  confirmedState: '{email} мекенжайы расталған: хабарландырулар осында жіберіледі.',
  unconfirmedState: '{email} мекенжайы әлі расталмаған, сондықтан оған хабарландыру жіберілмейді.',
  linkSentState: '{email} мекенжайына хат жіберілді. Хаттағы сілтемені 24 сағат ішінде ашыңыз.',
  linkSentHint: 'Хат келмесе, «Спам» қалтасын қараңыз.',
  sendLink: 'Растау хатын жіберу',
  sendLinkAgain: 'Растау хатын қайта жіберу',
  sendingLink: 'Жіберілуде…',
  refusedState: '{email} мекенжайы хаттарымызды қабылдамады ({date}).',
  refusedHint:
    'Мекенжайдың дұрыс жазылғанын тексеріңіз. Қате болса, байланыс деректерінде түзетіңіз; дұрыс болса, растау хатын қайта жіберіңіз. Әзірге хабарландырулар тек кабинетте көрінеді.',
  unavailable: 'Бұл сайттан хат жіберілмейді: хабарландырулар тек кабинетте көрінеді.',
  demoMailLink: 'Демо: пошта',
  // the link in the letter
  confirmTitle: 'E-mail мекенжайын растау',
  confirmHint: 'Батырманы басқаннан кейін хабарландырулар осы мекенжайға жіберіледі.',
  confirm: 'Мекенжайды растау',
  confirming: 'Расталуда…',
  confirmedTitle: 'E-mail мекенжайы расталды',
  confirmedHint: 'Енді хабарландырулар {email} мекенжайына да жіберіледі.',
  toCabinet: 'Кабинетке өту',
  // letters by mail
  mailOpen: 'Өтінішті ашу:',
  mailSettings: 'Хаттардан бас тарту немесе мекенжайды өзгерту:',
  mailFoot: 'Бұл хатты {company} клиентінің жеке кабинеті өзі жіберді. Оған жауап жазудың қажеті жоқ.',
  confirmSubject: 'E-mail мекенжайыңызды растаңыз',
  confirmText:
    '{company} клиентінің жеке кабинетінде осы мекенжайға хабарландыру жіберу сұралды. Бұл сіз болсаңыз, сілтемені ашып, мекенжайды растаңыз. Сілтеме 24 сағат жарамды.',
  confirmLink: 'Растау:',
  confirmNotYou: 'Бұл сіз болмасаңыз, ештеңе істемеңіз: бұл мекенжайға хабарландыру жіберілмейді.',
  // for staff
  staffRefused:
    'Клиенттің {email} мекенжайы {date} күні хатты қабылдамады (код {reply}). Клиент хабарландыруды тек кабинеттен көреді: маңызды болса, қоңырау шалыңыз.',
  // the demo's mail
  demoTitle: 'Демо: пошта',
  demoHint: 'Кабинет жіберген хаттар. Көрсету нұсқасында олар ешқайда кетпей, осы жерге түседі.',
  demoEmpty: 'Әзірге хат жоқ',
  demoEmptyHint: 'Профильде хабарландыруларды e-mail арқылы алуды қосыңыз.',
  demoTo: 'Кімге: {to}',
}
