/** The commonest English words: they tell English from other languages, and win ties between corrections. */
export const commonWords = new Set(
  ('the of and to a in is it you that he was for on are with as i his they be at one have this from or had by but not '
  + 'what all were we when your can said there an each which she do how their if will up other about out many then them '
  + 'these so some her would make like him into has two more no way could people my than been who its now did get come '
  + 'may only after back also our over new because any where most us just through before should must each such very does '
  + 'between being both under while again still never every same another too own here off those much against without '
  + 'until during however really believe friend their which would until separate definitely receive people because first '
  + 'think know thing though thought through weird until tomorrow beginning').split(' '),
);

/** Words that are common in one other language and not in English. */
const foreign = {
  de: 'der das und ist nicht mit ein eine auf den dem zu sich auch von für im werden',
  fr: 'le la les des et est dans une qui que pour pas sur du au avec sont nous',
  es: 'el la los las y que en una es por con del para se como pero su está',
  it: 'il di che la e un una per con non sono del della nel gli anche più',
  pt: 'o de que e do da em um uma para com não os no na por mais como',
  nl: 'het een van en dat niet op te zijn met voor aan ook er maar naar door wordt',
  sv: 'och att det som på är av för med den till inte har ett om jag han hon',
  da: 'og at det som på er af for med den til ikke har et om jeg han hun',
  fi: 'ja on ei että se hän oli mutta kun niin ovat myös joka tämä sen kuin',
  pl: 'i w na z się nie do to jest że jak po przez od dla są',
};
export const foreignWords = new Map(
  Object.values(foreign).flatMap((words) => words.split(' ').map((word) => [word, true])),
);
for (const word of commonWords) foreignWords.delete(word);

export const wordsOf = (text) => text.match(/[\p{L}\p{M}]+(?:['’][\p{L}]+)*/gu) ?? [];
