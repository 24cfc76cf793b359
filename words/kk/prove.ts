/** The window that asks once more who somebody is, before a change that matters. kk is the reference. */
export const prove = {
  title: 'Осы сіз екеніңізді растаңыз',
  why: 'Бұл өзгерісті тек өзіңіз жасай алатындай етіп қорғаймыз. Растасаңыз, ол бірден сақталады; жазғаныңыз орнында тұр.',
  byKey: 'Кілтпен растау',
  byPassword: 'Пароль және кодпен растау',
  ways: {
    egovMobile: 'eGov Mobile арқылы растау',
    key: 'ЭЦҚ арқылы растау',
    ncaLayer: 'NCALayer арқылы растау',
  },
  confirm: 'Растау',
  confirming: 'Тексеріліп жатыр…',
}
