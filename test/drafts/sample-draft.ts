import type { Draft } from '../../wire/appeal.ts'

/** A draft of the guide's own example, for tests. */
export function sampleDraft(): Draft {
  const text = (kk: string) => ({ kk, ru: `${kk} (ru)`, en: `${kk} (en)` })
  return {
    id: '11111111-1111-4111-8111-111111111111',
    version: 1,
    createdAt: '2026-01-12T05:20:00.000Z',
    updatedAt: '2026-01-12T05:32:00.000Z',
    keptUntil: '2026-02-11',
    contract: {
      id: '22222222-2222-4222-8222-222222222222',
      number: 'АВ-71-004215',
      date: '2019-08-14',
      kind: 'RENT_BUYOUT',
      propertyAddress: 'Астана қ., Үлгі көшесі, 1-үй, 12-пәтер',
      closedOn: null,
      partyKind: 'individual',
      capacity: 'tenant',
      applicantRole: 'self',
      writable: true,
    },
    type: {
      code: 'rent.early.full',
      categoryCode: 'EARLY',
      name: text('Жалдау төлемдерін мерзімінен бұрын толық өтеу туралы өтініш'),
      appliesTo: ['RENT_BUYOUT'],
      form: 'template',
      fields: [
        {
          code: 'plannedDate',
          type: 'date',
          label: text('Өтеудің жоспарланған күні'),
          required: true,
          validation: { min: 'today', max: 'today+90d', workingDay: true },
        },
        {
          code: 'fundingSource',
          type: 'select',
          label: text('Қаражат көзі'),
          required: true,
          options: [
            { value: 'own', label: text('меншікті қаражат') },
            { value: 'bankLoan', label: text('банк қарызы') },
          ],
        },
        {
          code: 'lenderBank',
          type: 'text',
          label: text('Қарыз беретін банк'),
          required: false,
          visibleIf: { fundingSource: 'bankLoan' },
          requiredIf: { fundingSource: 'bankLoan' },
          validation: { maxLength: 150 },
        },
        { code: 'comment', type: 'textarea', label: text('Қосымша түсініктеме'), required: false },
      ],
      documents: [
        { document: 'identityCard', required: true, min: 1, max: 2 },
        {
          document: 'paymentReceipt',
          required: true,
          min: 1,
          max: 1,
          requiredIf: { fee: '>0', paymentMethod: 'byDetails' },
        },
      ],
      term: { value: 15, unit: 'workingDays' },
      bodyTemplate: {
        kk: '{{contractDate}} № {{contractNumber}} шарты бойынша сұраймын. Күні: {{plannedDate}}. Қаражат көзі: {{fundingSource}}. Банк: {{lenderBank}}.\n\nХабарлауыңызды өтінемін.',
        ru: 'Прошу по договору № {{contractNumber}} от {{contractDate}}. Дата: {{plannedDate}}. Источник: {{fundingSource}}.',
      },
    },
    fee: { feeTiyn: 500_000, vatPercent: 16, vatTiyn: 68_966 },
    letterLanguage: 'kk',
    letterhead: {
      addressee: {
        kk: ['«Қазақстан Тұрғын үй компаниясы» АҚ', 'Басқарма Төрағасына'],
        ru: ['АО «Казахстанская Жилищная Компания»', 'Председателю Правления'],
      },
      name: 'Сапарова Айгерім Ерланқызы',
      iin: '921125270019',
      phone: '+7 700 000 00 01',
    },
    address: 'Астана қ., Үлгі көшесі, 1-үй, 12-пәтер',
    email: 'aigerim@example.com',
    answers: {},
    references: { contracts: [], appeals: [] },
    paymentMethod: null,
    attachments: [],
    documents: { identityCard: text('Жеке куәлік'), paymentReceipt: text('Төлем туралы түбіртек') },
    missing: [],
    egovMobileSigned: null,
    follows: null,
    forecast: { registrationDate: '2026-01-12', dueDate: '2026-02-02', atOnce: true },
    requisites: {
      beneficiary: text('«Қазақстан Тұрғын үй компаниясы» АҚ'),
      bin: '990140990016',
      iban: 'KZ50999TEST000000042',
      bic: 'DEMOKZKX',
      kbe: '15',
      knp: null,
      purpose: text('№ АВ-71-004215 шарты бойынша өтінішті қарау ақысы, ЖСН 921125270019'),
    },
  }
}
