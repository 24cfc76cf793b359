/** What `otinish mandate` says. kk is the reference. */
export const mandates = {
  added: 'Өкілеттік енгізілді: {person} – {party} үшін, {days}.',
  changed: 'Өкілеттік өзгертілді: {person} – {party} үшін, {days}.',
  unchanged: 'Мұндай өкілеттік бұрыннан бар: {person} – {party} үшін, {days}.',
  ended: 'Өкілеттік тоқтатылды: {person} – {party} үшін, {days}.',
  already: 'Өкілеттік бұрын аяқталған: {person} – {party} үшін, {days}.',
  none: 'Бұл адамның бұл тарап үшін өкілеттігі жоқ.',
  nothing: 'Мұндай нөмірмен өкілеттік жоқ.',
  from: '{from} күнінен бастап',
  never: '{from} күнінен, күшіне енбей тоқтатылды',
  between: '{from} – {to}',
}
