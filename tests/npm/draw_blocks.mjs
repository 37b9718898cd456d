// Reads lists of blocks as JSON, one list a line, and writes the HTML that slack-blocks-to-jsx makes of each
// as one JSON string a line.
import { createInterface } from "node:readline";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { Message } from "slack-blocks-to-jsx";

for await (const line of createInterface({ input: process.stdin })) {
  const message = createElement(Message, {
    blocks: JSON.parse(line),
    name: "Safeguarding learning",
    logo: "data:,",
    time: new Date(0),
  });
  console.log(JSON.stringify(renderToStaticMarkup(message)));
}
