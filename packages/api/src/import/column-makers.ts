import type { ImportColumn, ImportTableName } from "./column-types.ts";

type More = Partial<Omit<ImportColumn, "name" | "type" | "description">>;

export function text(name: string, en: string, zh: string, more: More = {}): ImportColumn {
  return { name, type: "text", description: { en, "zh-CN": zh }, ...more };
}

export function id(more: More = {}): ImportColumn {
  return text("id", "The source system's own key.", "来源系统中的主键。", { required: true, ...more });
}

export function name(more: More = {}): ImportColumn {
  return text("name", "Name.", "名称。", { required: true, ...more });
}

export function integer(
  name: string,
  en: string,
  zh: string,
  minimum: number,
  maximum: number,
  more: More = {},
): ImportColumn {
  return { name, type: "integer", minimum, maximum, description: { en, "zh-CN": zh }, ...more };
}

export function amount(name: string, en: string, zh: string, more: More = {}): ImportColumn {
  return { name, type: "amount", description: { en, "zh-CN": zh }, ...more };
}

export function date(name: string, en: string, zh: string, more: More = {}): ImportColumn {
  return { name, type: "date", description: { en, "zh-CN": zh }, ...more };
}

/** A month, quarter or year, kept as its first day. */
export function period(name: string, en: string, zh: string, more: More = {}): ImportColumn {
  return { name, type: "period", description: { en, "zh-CN": zh }, ...more };
}

export function timestamp(name: string, en: string, zh: string, more: More = {}): ImportColumn {
  return { name, type: "timestamp", description: { en, "zh-CN": zh }, ...more };
}

export function boolean(name: string, en: string, zh: string): ImportColumn {
  return { name, type: "boolean", fallback: "false", description: { en, "zh-CN": zh } };
}

export function choice(name: string, values: readonly string[], en: string, zh: string, more: More = {}): ImportColumn {
  return { name, type: "choice", values, description: { en, "zh-CN": zh }, ...more };
}

export function reference(
  name: string,
  references: ImportTableName,
  en: string,
  zh: string,
  more: More = {},
): ImportColumn {
  return { name, type: "reference", references, description: { en, "zh-CN": zh }, ...more };
}
