/** Said when not even the words could be fetched: in every language at once, since no choice is known to work. */
export const lastResort = [
  {
    language: 'kk',
    text: 'Бет ашылмады. Интернет байланысын тексеріп, бетті жаңартыңыз. Енгізгендеріңіз сақталған.',
  },
  {
    language: 'ru',
    text: 'Страница не открылась. Проверьте интернет и обновите страницу. Введённое вами сохранено.',
  },
  {
    language: 'en',
    text: 'The page did not open. Check your internet connection and reload. What you typed is saved.',
  },
] as const
