/** Templates and text modules under a letter of the company. kk is the reference. */
export const replyTemplates = {
  label: 'Үлгі немесе мәтін үзіндісі',
  hint: 'Бірнеше әріп теріңіз, бағыттамамен таңдап, Enter басыңыз.',
  template: 'хат үлгісі',
  module: 'мәтін үзіндісі',
  found: 'Табылғаны: {n}',
  nothing: 'Мұндай үлгі де, үзінді де жоқ.',
  replaceTitle: 'Жазылған хатты ауыстыру керек пе?',
  replaceText: 'Осы тілде жазылған мәтін өшіп, орнына үлгі қойылады.',
  replace: 'Ауыстыру',
}
