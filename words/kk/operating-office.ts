import type { DutyLink } from '../../domain/unit/chain-of-duty.ts'

/** What the commands on people and units say at the terminal. kk is the reference. */
export const operatingOffice = {
  // otinish unit
  unitAdded: 'Бөлімше ашылды: {code}',
  unitChanged: 'Бөлімше өзгертілді: {code}',
  unitClosed: 'Бөлімше жабылды: {code}',
  unitUnknown: 'Мұндай ашық бөлімше жоқ: {code}. Тізімі: otinish unit list.',
  unitClosing: 'Бөлімше жабылып жатыр: {code}',
  closedMark: 'жабық',
  unitLine: '{code}, {name}, басшысы: {head}, қызметкерлері: {members}, ашық: {open}',
  // otinish absence
  absenceAdded: 'Жазылды: {line}',
  absenceCancelled: 'Алып тасталды: {line}',
  absenceLine: '{staff}, {from} – {to}, орнына: {deputy} ({id})',
  noAbsences: 'Бүгін және алда жазба жоқ.',
  absenceUnknown: 'Мұндай жазба жоқ: {id}. Тізімі: otinish absence list.',
  // otinish staff
  loginUnknown: 'Мұндай логині бар қызметкер жоқ: {login}. Тізімі: otinish staff list.',
  changed: 'Сақталды: {login}. Рөлдері: {roles}. Бөлімшелері: {units}.',
  nothingLeft: '{login}: тапсырылмаған іс қалмады.',
  left: '{login}: істері тапсырылды, кіруі өшірілді, тапсырылғаны: {n}.',
  dryRun: 'Бұл – байқау. Орындау үшін: --apply.',
  leaving: '{login}: кіруі өшірілді, істері тапсырылып жатыр.',
  // of both: work that goes from somebody, or from a unit that closes
  handOverLine: 'Тапсырылғаны: {done} / {total}',
  handOverDone: 'Тапсырылып бітті: {total}, оның ішінде бөлімшесінде қалғаны: {freed}.',
  handOverWaits: 'Әлі тапсырылмағаны: {n}. Бұл өзі жалғасады; пәрменді қайталауға да болады.',
  outcomeHeir: 'тапсырылады: {heir}',
  outcomeFree: 'бөлімшенің өзінде қалады',
  outcomeDiscarded: 'жойылады',
  outcomeStopped: 'қабылдайтын адам керек: --heir',
  // otinish office who
  appealUnknown: 'Мұндай өтініш жоқ: {appeal}.',
  appealSeveral: 'Бұл нөмірлі өтініш бірнешеу. Біреуін таңдаңыз: {ids}',
  executorIs: 'Орындаушы: {name}',
  actingIs: 'Бүгін жүргізетіні: {name}, {by}',
  nobodyActs: 'Жүргізетін ешкім жоқ.',
  free: 'ешкім емес',
  desk: 'тіркеушінің үстелі',
  unitIs: 'Бөлімшесі: {unit}',
  linkLine: '{by}{unit}: {names}',
  noneThere: 'жұмыста ешкім жоқ',
  // otinish doctor --office
  officeGood: 'Ашық өтініштер: {n}. Әрқайсысының бөлімшесі мен жауаптысы бар.',
  handedOver: 'Қазір тапсырылып жатқаны: {n}.',
  officeBad: '{id}: {what}',
  noUnit: 'бөлімшеде де, тіркеушінің үстелінде де жоқ; бөлімшеге жіберіңіз',
  closedUnit: 'жабық бөлімшеде; ашық бөлімшеге жіберіңіз',
  wrongExecutor: 'орындаушысы оны жүргізе алмайды ({why}); қайта тағайындаңыз',
  noDuty: 'жауап беретін ешкім жоқ; тіркеуші немесе әкімші тағайындаңыз',
  by: {
    executor: 'орындаушы',
    unit: 'бөлімше',
    head: 'басшы',
    registrar: 'тіркеушілер',
    administrator: 'әкімшілер',
  } satisfies Record<DutyLink['by'], string>,
}
