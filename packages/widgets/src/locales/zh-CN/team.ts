import { str } from "@lit/localize";

/** @public Loaded by its language and by the elements that say it. */
export const templates = {
  alerts: "预警",
  alert: "预警",
  "alert-about": "对象",
  "alert-figures": "数据",
  "alert-state": "状态",
  "alert-by": "确认人",
  "alert-note": "备注",
  "no-alerts": "一切正常",
  "no-alerts-why": "没有规则发现问题。数据每次变化后以及每天都会检查。",
  "alert-span": str`${0} – ${1}`,
  "alert-since": str`始于 ${0}`,
  acknowledge: "确认",
  "acknowledge-named": str`确认：${0}`,
  "alert-seen-by": str` · ${0}于 ${1} 已阅`,
  "alert-what": "处理措施（可选）",
  "alert-open": "待确认",
  "alert-acknowledged": "已确认",
  "alert-cleared": "已解除",
};
