import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { hands } from "./hands";

const heard: string[] = [];
const say = (what: string) => hands.whenFree(() => heard.push(what));

beforeEach(() => {
  vi.useFakeTimers();
  heard.length = 0;
});
afterEach(() => {
  hands.off();
  vi.runAllTimers();
  vi.useRealTimers();
});

it("says news at once while no hand is on anything", () => {
  say("one");
  expect(heard).toEqual(["one"]);
});

it("keeps news while a hand is on something, and says them in order after the next frame", () => {
  hands.on();
  say("one");
  say("two");
  vi.advanceTimersByTime(500);
  expect(heard).toEqual([]);

  hands.off();
  expect(heard).toEqual([]);
  vi.advanceTimersByTime(50);
  expect(heard).toEqual(["one", "two"]);
});

it("keeps nothing from a hand that rests", () => {
  hands.on();
  say("one");
  vi.advanceTimersByTime(1_000);
  expect(heard).toEqual(["one"]);
});
