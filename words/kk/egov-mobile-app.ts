/** What eGov Mobile shows on the phone (§8.2). kk is the reference. {pair} are the two digits of the page. */
export const egovMobileApp = {
  letterErrand: 'Өтінішке қол қою. Сайттағы бетте {pair} коды тұрса ғана қол қойыңыз.',
  replyErrand: 'Компания хатына қол қою. Кеңсенің бетінде {pair} коды тұрса ғана қол қойыңыз.',
  submissionErrand:
    'Өтінішті кері қайтарып алуға қол қою. Сайттағы бетте {pair} коды тұрса ғана қол қойыңыз.',
  signInErrand: 'Кабинетке кіру. Сайттағы бетте {pair} коды тұрса ғана қол қойыңыз.',
  staffSignInErrand:
    'Өтініштер кеңсесіне кіру (қызметкерге). Сайттағы бетте {pair} коды тұрса ғана қол қойыңыз.',
  proofErrand:
    'Өзгерісті растау. Мұны өзіңіз бастасаңыз және сайттағы бетте {pair} коды тұрса ғана қол қойыңыз.',
  letter: '{pair} коды. {type}',
  reply: '{pair} коды. Шығыс № {number}',
  submission: '{pair} коды. Өтінішті кері қайтарып алу',
  signInText: '{pair} коды. Кабинетке кіру',
  staffSignInText: '{pair} коды. Өтініштер кеңсесіне кіру',
  opened: 'Сайт: {site}. Код ашылған жер: {device}, {at}.',
  siteLabel: 'Сайт',
  signerLabel: 'Кім қол қояды',
  whatLabel: 'Неге қол қойылады',
  openedLabel: 'Код ашылған жер',
  what: {
    letter: 'Өтініш хатқа',
    submission: 'Өтінішті кері қайтарып алу хатына',
    reply: 'Компания хатына',
    signIn: 'Кабинетке кіру мәтініне',
    staffSignIn: 'Өтініштер кеңсесіне кіру мәтініне',
    proof: 'Өзгерісті растау мәтініне',
  },
  proofText: '{pair} коды. Өзгерісті растау',
  pairLabel: 'Беттегі код',
}
