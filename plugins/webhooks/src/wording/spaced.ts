/** Between Chinese and other letters there is a space, whichever of them a name is of. */
export function spaced(text: string): string {
  return text
    .replace(/(\p{Script=Han})([\p{Script=Latin}\d*])/gu, '$1 $2')
    .replace(/([\p{Script=Latin}\d*])(\p{Script=Han})/gu, '$1 $2');
}
