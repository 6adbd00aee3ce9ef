import { proofreadTexts } from './proofreader.mjs';

// The engine compiles what it meets, which makes the first ten pages cost twice what the next do. These sentences, with
// mistakes of many kinds, meet most of what such pages meet.
const sentences = [
  'The comittee has definately recieved the report, but it\'s members was not able to agree on an answer.',
  'Last Tuesday we seen three man standing outside of the office; they was waiting for there manager to arrive.',
  'Its important to note that the the results is based on a small number of interviews, witch were held in may.',
  'He should of told us earlier , because now we have less options then we had in the begining.',
  'In order to improve the process, each of the teams have to make a decision about the way in which they works.',
  'She dont know weather the package will arive on monday or on the next day; "i will ask," she said.',
  'A hour later, an user called and said that the system had loose all of his data in the course of the update.',
  'This is a alot more expensive than it use to be, and the affect on our budget is to big to be ignored.',
  'There are many reason for this: the price of oil, the lack of rain, and the fact that nobody want to invest.',
  'Your going to need more then 25 chairs, 3 tables and at least one projector for the meeting at 10 am.',
  'I could care less about the colour of the curtains, but the organisation of the event must be better next year.',
  'The data shows that the children, who\'s parents read to them, do better at school than those that does not.',
  'Furthermore the company will, for all intensive purposes, be sold to it\'s competitor by the end of the year.',
  'For example, the Prime Minister of Finland visited Paris in 2019 and spoke at length with Dr. Smith about trade.',
  'Neither the doctor nor the nurses was aware that the patient had been given the wrong medicine twice.',
  'We recommend to use a password that is at least twelve characters long and that you have not used before.',
  'It was the best of times, it was the worst of times; nobody knew wether to laugh or to cry about it.',
  'The new policy, which comes into affect next month, apply to every employees who works from home.',
];

/** One after the other, so that no second thread is started for it; what it compiles is every thread's. */
export async function warmUp(pool) {
  for (const sentence of sentences) await proofreadTexts(pool, [sentence], 'proofread', undefined, {});
}
