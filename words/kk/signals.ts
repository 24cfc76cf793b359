import type { SignalSubject, SignalWay } from '../../domain/signal/choice.ts'
import type { AccessAct, SignalKind } from '../../domain/signal/kind.ts'

interface SignalSaying {
  /** {label} is the appeal's number, {n} working days. */
  readonly title: string
  /** {day} is the day that it is about. */
  readonly detail: string
}

/** What staff are told of terms and of each other's acts, in the office and by mail. kk is the reference. */
export const signals = {
  byNumber: '№ {number}',
  withoutNumber: 'нөмірсіз',
  kinds: {
    dueSoon: {
      title: '{label} өтініштің мерзіміне {n} жұмыс күні қалды',
      detail: 'Жауап беру мерзімі: {day}.',
    },
    dueToday: { title: '{label} өтінішке жауап беру күні келді', detail: 'Жауап беру мерзімі: {day}.' },
    overdue: { title: '{label} өтініштің мерзімі өтті: {n} жұмыс күні', detail: 'Мерзімі {day} болған.' },
    free: { title: '{label} өтінішті әлі ешкім алған жоқ', detail: 'Бос жатқаны: {n} жұмыс күні.' },
    questionDue: {
      title: '{label}: бөлімшеңізге қойылған сұрақтың мерзімі',
      detail: 'Жауап күтілетін күн: {day}.',
    },
    papersDue: {
      title: '{label}: клиент құжатты уақытында бермеді',
      detail: 'Құжат {day} күніне дейін сұралған. Енді не істелетінін сіз шешесіз.',
    },
    withdrawalDue: { title: '{label}: кері қайтарып алуға шешім мерзімі', detail: 'Шешім күні: {day}.' },
    assigned: { title: '{label} өтініш сізге берілді', detail: 'Мерзімі мен тапсырмасы өтініштің бетінде.' },
    asked: { title: '{label}: бөлімшеңізге сұрақ қойылды', detail: 'Сұрақ өтініштің бетінде.' },
    answered: { title: '{label}: сұрағыңызға жауап келді', detail: 'Жауап өтініштің бетінде.' },
    clientWrote: { title: '{label}: клиент хабарлама жазды', detail: 'Хабарлама өтініштің бетінде.' },
    papersCame: {
      title: '{label}: сұралған құжаттардың бәрі келді',
      detail: 'Әрқайсысын қабылдаңыз немесе қайта сұраңыз.',
    },
    withdrawalAsked: {
      title: '{label}: клиент өтінішті кері қайтарып алғысы келеді',
      detail: 'Сұрауы өтініштің бетінде, шешім 3 жұмыс күнінде қабылданады.',
    },
    toApprove: {
      title: '{label}: жауап хат бекітуді күтіп тұр',
      detail: 'Хатты оқып, бекітіңіз не қайтарыңыз.',
    },
    toSign: {
      title: '{label}: хат қол қоюды күтіп тұр',
      detail: 'Хат бекітілді, енді оған қол қойылуы керек.',
    },
    sentBack: { title: '{label}: хатыңыз ескертумен қайтарылды', detail: 'Ескертуі өтініштің бетінде.' },
    approved: { title: '{label}: хатыңыз бекітілді', detail: 'Бұдан кейінгісі өтініштің бетінде.' },
    numberAnnulled: {
      title: '{label}: шығыс нөмірінің күші жойылды',
      detail: 'Хат жіберілген жоқ, оған қайта қол қойылуы керек.',
    },
    newDevice: {
      title: 'Есептік жазбаңызға жаңа құрылғыдан кірді',
      detail:
        'Құрылғы: {device}. Кірген уақыты: {at}. Өзіңіз болмасаңыз, «Кіру деректерім» бетінде сол құрылғыдан шығып, пароліңізді ауыстырыңыз да, әкімшіге айтыңыз.',
    },
    accessChanged: {
      title: 'Кіру деректеріңіз өзгерді',
      detail: '{act} Уақыты: {at}. Бұл сізге түсініксіз болса, әкімшіге айтыңыз.',
    },
  } satisfies Record<SignalKind, SignalSaying>,
  accessActs: {
    passwordChanged: 'Пароліңіз ауыстырылды.',
    passwordReset: 'Әкімші сізге жаңа пароль берді.',
    codeReset: 'Бір реттік кодтарыңыздың құпиясы жаңартылды.',
    keyChanged: 'Кіруге арналған ЭЦҚ кілтіңіз өзгертілді.',
    mailAddressChanged: 'E-mail мекенжайыңыз өзгертілді.',
    sessionsEnded: 'Әкімші барлық сеанстарыңызды аяқтады.',
    roleGranted: 'Сізге рөл берілді.',
    roleWithdrawn: 'Сізден рөл алынды.',
    unitJoined: 'Сіз бөлімшеге қосылдыңыз.',
    unitLeft: 'Сіз бөлімшеден шығарылдыңыз.',
    staffEnabled: 'Есептік жазбаңыз қайта қосылды.',
  } satisfies Record<AccessAct, string>,
  openAccount: '«Кіру деректерім» бетін ашу',
  merged: 'Бұрынғы сигналдар осыған біріктірілді: {n}.',
  instead: '{name} орнына.',
  insteadOfSomebody: 'Жұмыста жоқ әріптесіңіздің орнына.',
  // the bell and the page
  title: 'Сигналдар',
  hint: 'Сізден не күтілетіні және қай күнге дейін екені. Мұны тек қызметкерлер көреді.',
  unread: 'Сигналдар, оқылмағаны: {n}',
  arrived: 'Жаңа сигнал келді. Оқылмағаны: {n}',
  fresh: 'жаңа',
  open: 'Өтінішті ашу',
  openOf: 'Өтінішті ашу: {title}',
  outOfSight: 'Өтініш қазір сізге көрінбейді.',
  markAll: 'Барлығын оқылды деп белгілеу',
  markOne: 'Оқылды деп белгілеу',
  markOneOf: 'Оқылды деп белгілеу: {title}',
  emptyTitle: 'Сигналдар әзірге жоқ',
  emptyHint: 'Мерзім жақындағанда немесе сізден бірдеңе күтілгенде осында шығады.',
  // how to be told
  settingsTitle: 'Қалай хабарланады',
  settingsHint: 'Мерзімі өткен өтініш туралы сигналды өшіруге болмайды.',
  email: 'E-mail мекенжайыңыз',
  emailHint: 'Хатта тек нөмірлер мен күндер болады. Мекенжай болмаса, бәрі кеңседе көрінеді.',
  emailWrong: 'Мекенжай дұрыс жазылмаған: аты@мекеме.kz түрінде жазыңыз.',
  emailRefused: 'Бұл мекенжай хатымызды қабылдамады ({date}). Түзетіңіз немесе қайта сақтаңыз.',
  noMail: 'Бұл сайттан хат жіберілмейді: сигналдар тек кеңседе көрінеді.',
  save: 'Сақтау',
  saving: 'Сақталуда…',
  saved: 'Сақталды.',
  subjects: {
    dueSoon: 'Мерзімге 5, 3 және 1 жұмыс күні қалғанда',
    dueToday: 'Жауап беру күні',
    overdue: 'Мерзімі өткенде, әр жұмыс күні',
    free: 'Өтінішті ешкім алмағанда',
    questionDue: 'Бөлімшеге қойылған сұрақтың мерзімі',
    papersDue: 'Клиент құжатты уақытында бермегенде',
    withdrawalDue: 'Кері қайтарып алуға шешім мерзімі',
    assigned: 'Өтініш маған берілгенде',
    asked: 'Бөлімшеге сұрақ қойылғанда',
    answered: 'Сұрағыма жауап келгенде',
    clientWrote: 'Клиент өтінішіме хабарлама жазғанда',
    papersCame: 'Сұралған құжаттардың бәрі келгенде',
    withdrawalAsked: 'Клиент өтінішін кері қайтарып алғысы келгенде',
    toApprove: 'Хат бекітуді күткенде',
    toSign: 'Хат қол қоюды күткенде',
    sentBack: 'Хатым қайтарылғанда',
    approved: 'Хатым бекітілгенде',
    numberAnnulled: 'Шығыс нөмірінің күші жойылғанда',
    digest: 'Таңғы жинақ: жұмыс күні ашылғанда бір хат',
  } satisfies Record<SignalSubject, string>,
  ways: {
    office: 'кеңседе',
    mail: 'поштамен',
    both: 'екеуі де',
    none: 'жоқ',
  } satisfies Record<SignalWay, string>,
  // mails
  mailSubject: 'Сигналдар: {n}',
  digestSubject: 'Таңғы жинақ, {day}',
  digest: {
    overdue: 'Мерзімі өткені: {n}',
    today: 'Бүгін жауап беру керегі: {n}',
    soon: 'Үш жұмыс күні ішінде: {n}',
    toApprove: 'Бекітуді күтіп тұрғаны: {n}',
    toSign: 'Қол қоюды күтіп тұрғаны: {n}',
    free: 'Ешкім алмағаны: {n}',
  },
  digestLine: '{label}, мерзімі {day}',
  andMore: 'Тағы: {n}',
  mailOpen: 'Кеңседе ашу:',
  mailSettings: 'Хаттан бас тарту немесе мекенжайды өзгерту:',
  mailFoot: 'Бұл хатты {company} кеңсесінің бағдарламасы өзі жіберді. Оған жауап жазудың қажеті жоқ.',
}
