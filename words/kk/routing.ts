/** What `otinish routing` says at the terminal. kk is the reference. */
export const routing = {
  refused: 'Ережелерде қате бар: {n}.',
  hits: '{code}: қазір жұмыстағы өтініш {n}.',
  desk: 'Ешбір ереже сәйкес емес, тіркеушінің үстеліне: {n}.',
  recorded: 'Жазылған ереже: {n}. {date} күнінен бастап күшінде. Бұрын жіберілгені орнында қалады.',
  past: 'Ережелер өткен күннен басталмайды.',
  faults: {
    code_twice: 'мұндай коды бар ереже жоғарыда бар',
    unit_unknown: 'мұндай бөлімше жоқ: {value}',
    unit_closed: 'бөлімше жабылған: {value}',
    type_unknown: 'мұндай өтініш түрі жоқ: {value}',
    category_unknown: 'мұндай санат жоқ: {value}',
    never_reached: 'ешқашан қолданылмайды: алдыңғы ережелер бәрін алады',
  },
}
