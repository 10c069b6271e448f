import { createContext } from "react";

/** The nonce that the content security policy of this response allows for inline scripts; empty in the browser. */
export const NonceContext = createContext("");
