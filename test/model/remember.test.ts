import { describe, expect, it } from 'vitest';
import { remembered } from 'waybill/kit';

function counted(most?: number): { readonly read: (text: string) => string; readonly asked: string[] } {
  const asked: string[] = [];
  const read = remembered((text) => {
    asked.push(text);
    return text.toUpperCase();
  }, most);
  return { read, asked };
}

describe('a remembered reading', () => {
  it('gives the same for the same text, and is made once', () => {
    const { read, asked } = counted();
    expect([read('bonn'), read('ulm'), read('bonn')]).toEqual(['BONN', 'ULM', 'BONN']);
    expect(asked).toEqual(['bonn', 'ulm']);
  });

  it('remembers that there is nothing, too', () => {
    let asked = 0;
    const read = remembered(() => {
      asked += 1;
      return undefined;
    });
    expect([read('x'), read('x')]).toEqual([undefined, undefined]);
    expect(asked).toBe(1);
  });

  it('forgets all before it holds more than it may, and never holds long texts', () => {
    const { read, asked } = counted(2);
    for (const text of ['a', 'b', 'c', 'a']) read(text);
    expect(asked).toEqual(['a', 'b', 'c', 'a']);
    const long = 'x'.repeat(101);
    for (const text of [long, long]) read(text);
    expect(asked.slice(4)).toEqual([long, long]);
  });
});
