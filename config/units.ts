import type { z } from "zod";
import { holdsNumber } from "./values";
import type { Bilingual } from "./wording";

/** Japanese names of the units; those of the SI and the currencies are the same in both languages. */
const JAPANESE: Readonly<Record<string, string>> = {
  "% of the memory of a task": "タスクのメモリに対する割合（%）",
  "CPU units (1024 = 1 vCPU)": "CPU ユニット（1024 = 1 vCPU）",
  "USD per hour": "USD/時",
  "USD per month": "USD/月",
  days: "日",
  executions: "同時実行数",
  instances: "インスタンス",
  nodes: "ノード",
  percent: "%",
  readers: "リーダー",
  replicas: "レプリカ",
  "requests per 5 minutes": "5分あたりのリクエスト数",
  "requests per minute and task": "1タスク1分あたりのリクエスト数",
  seconds: "秒",
  shards: "シャード",
  tasks: "タスク",
};

export function japaneseUnit(unit: string): string {
  return JAPANESE[unit] ?? unit;
}

const NO_ADVICE: Bilingual = { en: "", ja: "" };

/** What to say to somebody who wrote "1GB", "7 days" or "1,000" where a number belongs; nothing in all other cases. */
export function numberAdvice(schema: z.ZodType, value: unknown, unit: string | undefined): Bilingual {
  if (typeof value !== "string" || !/\d/.test(value) || !holdsNumber(schema)) return NO_ADVICE;
  return {
    en: ` Write the number alone${unit === undefined ? "" : `; the unit is ${unit}`}.`,
    ja: `単位や区切り記号を付けず、数値だけを指定してください${unit === undefined ? "" : `（単位: ${japaneseUnit(unit)}）`}。`,
  };
}
