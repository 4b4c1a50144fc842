import { parseCidr } from "../components/network/cidr";
import { cronFields } from "../components/shared/cron";
import { LOG_RETENTION_DAYS } from "../components/shared/log-retention";
import { accepted, digits, matching, numberOf } from "./values";

const DNS_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const RATE = /^rate\((?:1 (?:minute|hour|day)|(?:[2-9]|[1-9]\d+) (?:minutes|hours|days))\)$/;

/** EventBridge takes either day field, never both: one of them has to be "?". */
export function isCron(text: string): boolean {
  const [, , dayOfMonth, , dayOfWeek] = cronFields(text) ?? [];
  return [dayOfMonth, dayOfWeek].filter((field) => field === "?").length === 1;
}

export function isSchedule(text: string): boolean {
  return RATE.test(text) || isCron(text);
}

export function isHttpsUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === "https:" && url.username === "" && url.password === "" && url.hash === "";
}

export const logRetentionDays = () => numberOf(LOG_RETENTION_DAYS);

export const cron = () =>
  accepted(isCron, {
    en: 'a cron expression of EventBridge such as "cron(0 20 * * ? *)"',
    ja: ' "cron(0 20 * * ? *)" のような EventBridge の cron 式',
  });

export const schedule = () =>
  accepted(isSchedule, {
    en: 'a schedule of EventBridge such as "rate(1 hour)" or "cron(0 2 * * ? *)"',
    ja: ' "rate(1 hour)" や "cron(0 2 * * ? *)" のような EventBridge のスケジュール式',
  });

export const httpsUrl = () =>
  accepted(isHttpsUrl, { en: "an https:// URL without credentials", ja: "認証情報を含まない https:// URL" });

export const cidr = () =>
  accepted((text) => parseCidr(text) !== undefined, {
    en: 'an IPv4 block such as "10.0.0.0/16"',
    ja: ' "10.0.0.0/16" のような IPv4 アドレス範囲',
  });

export const dnsLabel = () =>
  matching(new RegExp(`^${DNS_LABEL}$`), {
    en: "a DNS label of at most 63 lower-case letters, digits and hyphens",
    ja: "英小文字、数字、ハイフンからなる63文字以内の DNS ラベル",
  });

export const domainName = () =>
  matching(new RegExp(`^(?=.{4,253}$)(?:${DNS_LABEL}\\.)+[a-z]{2,63}$`), {
    en: 'a fully qualified domain name such as "www.example.com"',
    ja: ' "www.example.com" のような完全修飾ドメイン名',
  });

export const awsRegion = () =>
  matching(/^[a-z]{2}(?:-[a-z]+)+-\d$/, {
    en: 'the code of an AWS region such as "ap-northeast-1"',
    ja: ' "ap-northeast-1" のような AWS リージョンのコード',
  });

export const zoneName = () =>
  matching(/^[a-z]{2}(?:-[a-z]+)+-\d[a-f]$/, {
    en: 'the name of an availability zone such as "ap-northeast-1a"',
    ja: ' "ap-northeast-1a" のようなアベイラビリティーゾーン名',
  });

/** Tag values become Google labels too, in lower case and cut to 63 characters; this form survives both. */
export const tagValue = () =>
  digits(/^[A-Za-z0-9][A-Za-z0-9 ._/@-]{0,62}$/, {
    en: "1 to 63 letters, digits, spaces or . _ / @ - starting with a letter or digit",
    ja: "英数字で始まる1文字以上63文字以内の文字列（英数字、空白、. _ / @ - が使用可能）",
  });

export const awsId = (prefix: string) =>
  matching(new RegExp(`^${prefix}-(?:[0-9a-f]{8}|[0-9a-f]{17})$`), {
    en: `an id such as "${prefix}-0123456789abcdef0"`,
    ja: ` "${prefix}-0123456789abcdef0" のような ID`,
  });

export const emailAddress = () =>
  matching(/^[^\s@]+@[^\s@]+\.[^\s@.]+$/, { en: "an e-mail address", ja: "メールアドレス" });
