/** What `otinish routing` says at the terminal. */
export const routing = {
  refused: 'В правилах ошибки: {n}.',
  hits: '{code}: обращений в работе сейчас {n}.',
  desk: 'Ни одно правило не подходит, на стол регистратора: {n}.',
  recorded: 'Записано правил: {n}. Действуют с {date}. Направленное раньше остаётся на месте.',
  past: 'Правила не начинаются с прошедшего дня.',
  faults: {
    code_twice: 'правило с таким кодом есть выше',
    unit_unknown: 'нет такого подразделения: {value}',
    unit_closed: 'подразделение закрыто: {value}',
    type_unknown: 'нет такого типа обращения: {value}',
    category_unknown: 'нет такой категории: {value}',
    never_reached: 'не применится никогда: всё забирают правила выше',
  },
}
