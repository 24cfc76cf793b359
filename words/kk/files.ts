/** Files of an appeal: on their way, checked for viruses, taken away. kk is the reference. */
export const files = {
  // on their way (§7)
  takePhoto: 'Суретке түсіру',
  photosFit: 'Телефонмен түсірілген үлкен суретті бет өзі кішірейтеді.',
  photoFor: 'Суретке түсіру: {name}',
  waitingLine: 'Байланыс үзілді: {percent}% жүктелді. Байланыс қалпына келгенде өзі жалғасады.',
  waitingSession: 'Сеанс аяқталды: {percent}% жүктелді. Қайта кіргеннен кейін өзі жалғасады.',
  tryNow: 'Қазір жалғастыру',
  queued: 'Кезекте тұр',
  reading: 'Файл оқылуда…',
  sent: '{done} / {total} жүктелді ({percent}%)',
  checkingWhole: 'Файл түгел келді, тексерілуде…',
  dropHere: 'Файлды осында тастаңыз',
  unfinished: 'Жүктеліп бітпеген: {total} ішінен {done} келді ({percent}%).',
  unfinishedHint:
    'Осы файлды қайта таңдаңыз: тоқтаған жерінен жалғасады. Басқа файл таңдасаңыз, ол басынан жүктеледі.',
  chooseAgain: 'Файлды қайта таңдау',
  said: {
    begun: 'Жүктеле бастады: {name}',
    half: '{name}: жартысы жүктелді',
    paused: '{name}: байланыс үзілді, күтіп тұрмыз',
    resumed: '{name}: жүктеу жалғасты',
    added: 'Қосылды: {name}',
  },
  // the virus check
  checking: 'Вирусқа тексерілуде',
  checkingHint: 'Тексеру аяқталғанда қол қоюға болады. Күте аласыз немесе кейін оралыңыз: файл сақталды.',
  infected: 'Вирус табылды: бұл файл жіберілмейді және жүктеп алынбайды.',
  notChecked: 'вирусқа әлі тексерілмеген',
  withVirus: 'вирус табылды, жүктеп алынбайды',
  noScanner: 'Файлдар вирусқа тексерілмейді: антивирус қосылмаған. Ашпас бұрын өзіңіз тексеріңіз.',
  stillChecking: 'Файлдар вирусқа тексеріліп жатыр, аяқталғанын күтіңіз.',
  infectedMissing: '«{document}»: вирусы бар файлды алып тастап, таза файл тіркеңіз',
  checkingMissing: '«{document}»: файл вирусқа тексеріліп жатыр, аяқталғанын күтіңіз',
  // taken away
  downloadFile: 'Жүктеп алу: {name}, {size}',
  downloadAll: 'Барлық файлды жүктеп алу (ZIP)',
  leftOut: 'Мына файлдар ZIP ішіне салынбады:',
  leftInfected: '{name}: вирус табылды',
  leftPending: '{name}: вирусқа әлі тексерілмеген, кейін жеке жүктеп алыңыз',
  leftOutName: 'Салынбаған файлдар.txt',
}
