/** The fields of a letter by their kind (§5): hints and the rows of repeating groups. kk is the reference. */
export const answers = {
  money: 'Мысалы, 250 000 немесе 250 000,50',
  integer: '{min} мен {max} аралығындағы бүтін сан',
  iin: '12 цифр',
  iban: 'KZ деп басталатын 20 таңба',
  phone: 'Мысалы, +7 701 234 56 78',
  address: 'Қала немесе ауыл, көше, үй, пәтер',
  severalOf: 'Бірнешеуін белгілеуге болады',
  dateFrom: '{min} немесе одан кейінгі күн',
  dateTo: '{max} немесе одан бұрынғы күн',
  dateBetween: '{min} мен {max} аралығындағы күн',
  contractLine: '№ {number}, {date}',
  noContracts: 'Сізде таңдайтын шарт жоқ.',
  noAppeals: 'Сіз әлі өтініш жіберген жоқсыз, сондықтан мұнда таңдайтын ештеңе жоқ.',
  chooseOne: '{field}: біреуін таңдаңыз.',
  chooseSome: '{field}: кемінде біреуін белгілеңіз.',
  undo: 'Қайтару',
  /** A repeating group by the code of its field; `other` for a group without words of its own. */
  rows: {
    persons: {
      row: '{n}-адам',
      add: 'Адам қосу',
      remove: 'Алып тастау',
      removed: '{n}-адам алып тасталды.',
      most: 'Ең көбі {n} адам қосуға болады.',
    },
    other: {
      row: '{n}-жазба',
      add: 'Жазба қосу',
      remove: 'Алып тастау',
      removed: '{n}-жазба алып тасталды.',
      most: 'Ең көбі {n} жазба қосуға болады.',
    },
  },
}
