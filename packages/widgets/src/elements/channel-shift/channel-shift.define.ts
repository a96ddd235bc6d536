import { ChannelShift } from "./channel-shift.ts";

if (!customElements.get("channel-shift")) customElements.define("channel-shift", ChannelShift);
