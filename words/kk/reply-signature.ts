/** Who signed a letter of the company, and its seal: beside the letter, for client and staff. kk is the reference. */
export const replySignature = {
  signed: 'Қол қойған: {name}, {position}',
  signedByClient: 'Қол қойған: {name}',
  seal: '{company} мөрі',
  /** Who has no position of their own in the records. */
  head: 'басшы',
  verdicts: {
    good: 'Тексерілді: кілт жарамды',
    not_checked: 'Тексерілді; кілттің кері қайтарылмағаны сұралған жоқ',
    unknown: 'Тексеріліп жатыр',
    revoked: 'Жарамсыз: кілт кері қайтарылған',
  },
  letterIn: { kk: 'қазақша хат', ru: 'орысша хат' },
  more: 'Қолтаңба туралы',
  moreSeal: 'Мөр туралы',
  signedAt: 'Қол қойылған уақыты',
  files: 'Хаттың қолтаңба файлдары',
  howToCheck: 'Хат пен оның .p7s файлын кез келген адам тексере алады:',
  check: 'қолтаңбаны тексеру беті',
}
