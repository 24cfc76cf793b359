/** What a payer writes on a payment by details. kk is the reference. */
export const payment = {
  purpose: '№ {contract} шарт бойынша өтінішті қарау ақысы, төлеушінің ЖСН {iin}',
}
