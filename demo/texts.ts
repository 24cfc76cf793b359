import type { PlainDate } from '../domain/calendar/plain-date.ts'
import type { Writing } from './demo-world.ts'

const identityCard = { document: 'identityCard', name: 'Жеке куәлік.pdf', says: 'Identity card' }
const receipt = { document: 'paymentReceipt', name: 'Төлем туралы түбіртек.pdf', says: 'Payment receipt' }
const other = (name: string, says: string) => ({ document: 'other', name, says })

/** What the clients of the demo world have written. */
export const writings = {
  earlyFull: (plannedDate: PlainDate): Writing => ({
    client: 'aigerim',
    contract: 'aigerimRent',
    language: 'kk',
    change: {
      typeCode: 'rent.early.full',
      answers: { plannedDate, fundingSource: 'own' },
      paymentMethod: 'byDetails',
    },
    documents: [identityCard, receipt],
  }),
  earlyByDebit: (plannedDate: PlainDate): Writing => ({
    client: 'daniyar',
    contract: 'daniyarRent',
    language: 'kk',
    change: {
      typeCode: 'rent.early.full',
      answers: {
        plannedDate,
        fundingSource: 'pension',
        comment: 'Зейнетақы жинақтарын алуға рұқсат берілді, қаражат аталған күнге дейін шотқа түседі.',
      },
      paymentMethod: 'debit',
    },
    documents: [identityCard],
  }),
  repairs: {
    client: 'daniyar',
    contract: 'daniyarRent',
    language: 'ru',
    change: {
      typeCode: 'gen.free',
      answers: {
        subject: 'О ремонте кровли дома',
        text: 'После дождей в квартире протекает потолок на кухне. Управляющая организация сообщила, что кровля дома находится на балансе компании.\n\nПрошу осмотреть кровлю и сообщить срок её ремонта. Фотографии прилагаю.',
      },
    },
    documents: [other('Фото потолка.pdf', 'Photograph of the ceiling')],
  },
  payment: {
    client: 'aigerim',
    contract: 'aigerimLoan',
    language: 'kk',
    change: {
      typeCode: 'gen.free',
      answers: {
        subject: 'Төлемнің түсуін тексеру туралы',
        text: 'Өткен айдың төлемін мерзімінде төледім, бірақ кабинетте ол әлі көрінбейді және маған мерзімі өткен берешек туралы хабарлама келді. Банктің төлем түбіртегін қоса беріп отырмын.\n\nТөлемнің түскен-түспегенін тексеріп, есептелген өсімпұлды алып тастауыңызды және нәтижесін жазбаша хабарлауыңызды сұраймын.',
      },
    },
    documents: [other('Банк түбіртегі.pdf', 'Bank receipt')],
  },
  certificate: {
    client: 'yerlan',
    contract: 'yerlanRent',
    language: 'kk',
    change: {
      typeCode: 'gen.free',
      answers: {
        subject: 'Төлем кестесінің көшірмесін беру туралы',
        text: 'Шарт бойынша қолданыстағы төлем кестесінің көшірмесін және қалған негізгі қарыздың сомасын жазбаша түрде беруіңізді сұраймын.',
      },
    },
    documents: [],
  },
  address: {
    client: 'zhanar',
    contract: 'zhanarLoan',
    language: 'kk',
    change: {
      typeCode: 'gen.free',
      answers: {
        subject: 'Байланыс деректерінің өзгеруі туралы',
        text: 'Телефон нөмірім мен электрондық поштам өзгерді. Жаңа деректерді шарттың құжаттарына енгізіп, растауыңызды сұраймын.',
      },
      email: 'zhanar@example.com',
    },
    documents: [],
  },
  unfinished: {
    client: 'aigerim',
    contract: 'aigerimRent',
    language: 'kk',
    change: {
      typeCode: 'gen.free',
      answers: {
        subject: 'Кіреберістегі жарықтандыру туралы',
        text: 'Кіреберістегі шамдар бір аптадан бері жанбайды.',
      },
    },
    documents: [],
  },
} satisfies Record<string, Writing | ((plannedDate: PlainDate) => Writing)>

/** The answer to the executed appeal, in both languages of letters. */
export const answers = [
  {
    language: 'kk' as const,
    text: 'Құрметті Айгерім Ерланқызы!\nЖалдау төлемдерін мерзімінен бұрын толық өтеу туралы өтінішіңіз қаралды және рұқсат берілді. Төленетін соманың есебі осы хатқа қоса беріледі.\nТөлем түскеннен кейін он жұмыс күні ішінде тұрғын үйді меншікке рәсімдеу құжаттары дайындалады. Құжаттарды алу үшін жеке куәлікпен келуіңізді сұраймыз.',
  },
  {
    language: 'ru' as const,
    text: 'Здравствуйте, Айгерім Ерланқызы!\nВаше заявление о полном досрочном погашении арендных платежей рассмотрено, погашение разрешено. Расчёт суммы прилагается к этому письму.\nВ течение десяти рабочих дней после поступления платежа будут подготовлены документы для оформления жилья в собственность. Для их получения приходите с удостоверением личности.',
  },
]

/** The interim reply of the head. */
export const interim = {
  letters: [
    {
      language: 'ru' as const,
      text: 'Здравствуйте, Данияр Серікұлы!\nПо Вашему обращению назначен осмотр кровли дома с участием управляющей организации. После осмотра будет составлена смета и определён срок ремонта.\nОб окончательном решении сообщим до новой даты исполнения.',
    },
    {
      language: 'kk' as const,
      text: 'Құрметті Данияр Серікұлы!\nӨтінішіңіз бойынша басқарушы ұйымның қатысуымен үйдің шатырын тексеру тағайындалды. Тексеруден кейін смета жасалып, жөндеу мерзімі белгіленеді.\nТүпкілікті шешім туралы жаңа мерзімге дейін хабарлаймыз.',
    },
  ],
  reason: 'Шатырды тексеру және смета жасау қажет',
}
