// Reads Adaptive Cards as JSON, one a line, and writes what Microsoft's own library minds about each as one
// JSON list of words a line. What is not known to version 1.5 is minded.
import { createInterface } from "node:readline";
import { createRequire } from "node:module";

const AdaptiveCards = createRequire(import.meta.url)("adaptivecards/dist/adaptivecards.js");

for await (const line of createInterface({ input: process.stdin })) {
  const context = new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_5);
  const card = new AdaptiveCards.AdaptiveCard();
  card.parse(JSON.parse(line), context);
  const problems = Array.from({ length: context.eventCount }, (_, number) => context.getEventAt(number).message);
  problems.push(...card.validateProperties().validationEvents.map((event) => event.message));
  console.log(JSON.stringify(problems));
}
