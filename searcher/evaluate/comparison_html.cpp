#include "searcher/evaluate/comparison_report.hpp"
#include "searcher/print/html_escape.hpp"
#include "searcher/print/text_table.hpp"
#include "speur/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <ostream>
#include <string_view>
#include <unordered_map>

namespace speur {
namespace {

/// Larger plots and tables would make pages that browsers choke on.
constexpr std::size_t most_bars_with_names = 1500;
constexpr std::size_t most_topic_rows = 1000;

// Blue and orange can be told apart by nearly everybody, and signs say the same once more.
constexpr std::string_view style = R"(
:root{color-scheme:light dark;--page:#fff;--text:#1b1f24;--quiet:#57606a;--line:#d0d7de;
--band:#f6f8fa;--base:#6e7781;--better:#0a62c4;--worse:#b04a00}
@media(prefers-color-scheme:dark){:root{--page:#14181d;--text:#e6e9ed;--quiet:#a3adb8;--line:#3a424c;
--band:#1d232a;--base:#8b96a3;--better:#6cb4ff;--worse:#ffa35c}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.25rem;max-width:68rem;background:var(--page);color:var(--text);
font:1rem/1.5 system-ui,sans-serif}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .5rem}
h2{font-size:1.25rem;margin:2.5rem 0 .5rem;padding-top:1rem;border-top:2px solid var(--line)}
h3{font-size:1.05rem;margin:1.75rem 0 .5rem}
h1,h2,p,dd,summary,.page{overflow-wrap:anywhere}
p{margin:.25rem 0;max-width:70ch}
.quiet,figcaption,caption{color:var(--quiet)}
.better{color:var(--better)}.worse{color:var(--worse)}
.scroll{overflow-x:auto}
.scroll:focus-visible,summary:focus-visible{outline:2px solid var(--better);outline-offset:2px}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
caption{text-align:left;padding:.25rem 0;font-size:.9rem}
th,td{padding:.3rem .6rem;text-align:right;border-bottom:1px solid var(--line);vertical-align:top}
th{font-weight:600}
thead th{background:var(--band)}
.l{text-align:left}
td,th{white-space:nowrap}
.page{white-space:normal}
td.page,tbody th.page{min-width:12rem;font-weight:400}
.means{min-width:7rem;width:22%}
.means svg{display:block;width:100%;height:1.4rem}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr));gap:1.25rem}
figure{margin:0}figcaption{font-size:.9rem;margin-bottom:.35rem}
figcaption b{color:var(--text)}
.plot{display:grid;grid-template-columns:auto 1fr;column-gap:.5rem;height:8rem;font-size:.8rem;
font-variant-numeric:tabular-nums}
.scale{display:flex;flex-direction:column;justify-content:space-between;text-align:right;
color:var(--quiet);line-height:1}
.plot svg{width:100%;height:100%;background:var(--band)}
details{border-bottom:1px solid var(--line);padding:.35rem 0}
summary{cursor:pointer;padding:.15rem 0}
summary .sum{font-variant-numeric:tabular-nums;white-space:nowrap}
dl{margin:0}dt{font-weight:600;margin-top:.5rem}dd{margin:0;max-width:70ch}
footer{margin-top:2.5rem;padding-top:1rem;border-top:2px solid var(--line);font-size:.9rem}
.base-fill{fill:var(--base)}.better-fill{fill:var(--better)}.worse-fill{fill:var(--worse)}
.zero{stroke:var(--quiet);stroke-width:1;vector-effect:non-scaling-stroke}
@media(max-width:32rem){body{padding:.75rem}table{font-size:.85rem}th,td{padding:.3rem .4rem}}
@media print{.scroll{overflow:visible}details{break-inside:avoid}}
)";

std::string escaped(std::string_view text) {
  std::string html;
  append_html(html, printable(text));
  return html;
}

std::string_view side(double difference) {
  const std::string text = difference_text(difference);
  return text.starts_with('+') ? "better" : text.starts_with('-') ? "worse" : "quiet";
}

/// A difference with its sign, coloured; the minus is a real one.
std::string difference_html(double difference) {
  std::string text = difference_text(difference);
  if (text.starts_with('-')) text.replace(0, 1, "−");
  return fmt::format(R"(<span class="{}">{}</span>)", side(difference), text);
}

std::string plural(std::size_t count, std::string_view thing) {
  return fmt::format("{} {}{}", count, thing, count == 1 ? "" : "s");
}

/// Builds the page piece by piece.
class HtmlReport {
 public:
  HtmlReport(const Comparison& comparison, const ReportContext& context)
      : comparison_(comparison), context_(context) {
    for (const Topic& topic : context.topics) topics_.emplace(topic.id, &topic);
  }

  std::string page() {
    head();
    for (std::size_t i = 0; i < comparison_.runs.size(); ++i) run(comparison_.runs[i], i);
    foot();
    return std::move(html_);
  }

 private:
  template <typename... Values>
  void add(fmt::format_string<Values...> pattern, Values&&... values) {
    fmt::format_to(std::back_inserter(html_), pattern, std::forward<Values>(values)...);
  }

  void head() {
    html_ +=
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" "
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n";
    add("<title>Runs compared with {}</title>\n", escaped(comparison_.baseline_name));
    html_ += "<style>";
    html_ += style;
    html_ += "</style>\n</head>\n<body>\n<main>\n";
    add("<h1>{} compared with {}</h1>\n",
        comparison_.runs.size() == 1 ? escaped(comparison_.runs[0].name)
                                     : plural(comparison_.runs.size(), "run"),
        escaped(comparison_.baseline_name));
    add("<p class=\"quiet\">{}, judged in {}.", plural(comparison_.topics.size(), "topic"),
        escaped(context_.qrels.string()));
    if (comparison_.left_out > 0) {
      add(" Left out: {} that no run answers.", plural(comparison_.left_out, "topic"));
    }
    html_ += "</p>\n";
  }

  void foot() {
    html_ +=
        "<footer>\n<h2>How to read this</h2>\n<dl>\n<dt>Difference</dt>\n"
        "<dd>The run’s mean less the baseline’s. Better, equal and worse count topics.</dd>\n"
        "<dt>p, randomization</dt>\n<dd>Two-sided paired randomization test: how often "
        "swapping the two runs’ values at random, topic by topic, gives a difference at least "
        "as large. ";
    add("All 2<sup>n</sup> ways are counted for up to {} topics that differ; beyond, {} random "
        "ones with a fixed seed.</dd>\n",
        exact_randomization_topics, randomization_samples);
    html_ +=
        "<dt>p, t test</dt>\n<dd>Two-sided paired t test over topics. None of the p values is "
        "corrected for the number of measures and runs on this page.</dd>\n</dl>\n</footer>\n"
        "</main>\n</body>\n</html>\n";
  }

  void run(const RunComparison& run, std::size_t number) {
    add("<section aria-labelledby=\"run-{0}\">\n<h2 id=\"run-{0}\">{1}</h2>\n", number,
        escaped(run.name));
    verdict(run);
    measures(run);
    plots(run);
    if (!context_.topics.empty()) groups(run);
    moved(run);
    all_topics(run);
    html_ += "</section>\n";
  }

  void verdict(const RunComparison& run) {
    const Difference& d = run.differences[0];
    const std::string text = difference_text(d.difference());
    add("<p>{} {} from {:.4f} to {:.4f} ({}): {} better, {} equal, {} worse; {} by "
        "randomization.</p>\n",
        escaped(comparison_.measures[0].name),
        text.starts_with('+')   ? "rises"
        : text.starts_with('-') ? "falls"
                                : "goes",
        d.baseline, d.run, difference_html(d.difference()), plural(d.wins, "topic"), d.ties,
        d.losses, p_html(d.randomization.p));
  }

  /// In a sentence: `p = 0.0312`, `p < 0.0001`, without a line break within.
  static std::string p_html(double p) {
    const std::string text = p_text(p);
    return text.starts_with('<') ? "p&nbsp;&lt;&nbsp;" + text.substr(1) : "p&nbsp;=&nbsp;" + text;
  }

  void open_table(std::string_view name, std::string_view head) {
    add("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{0}\">\n<table>\n"
        "<caption>{0}</caption>\n<thead><tr>{1}</tr></thead>\n<tbody>\n",
        escaped(name), head);
  }
  void close_table() { html_ += "</tbody>\n</table>\n</div>\n"; }

  void measures(const RunComparison& run) {
    open_table("Means over all topics; of the two bars the upper is the baseline",
               "<th scope=\"col\" class=\"l\">Measure</th><th scope=\"col\" class=\"l means\">Means"
               "</th><th scope=\"col\">Baseline</th><th scope=\"col\">Run</th>"
               "<th scope=\"col\">Difference</th><th scope=\"col\">Better / equal / worse</th>"
               "<th scope=\"col\">p, randomization</th><th scope=\"col\">p, t test</th>");
    for (std::size_t m = 0; m < comparison_.measures.size(); ++m) {
      const Difference& d = run.differences[m];
      const std::optional<double> t = d.t_test ? std::optional(d.t_test->p) : std::nullopt;
      add("<tr><th scope=\"row\" class=\"l\">{}</th><td class=\"means\">{}</td>"
          "<td>{:.4f}</td><td>{:.4f}</td><td>{}</td><td>{} / {} / {}</td><td>{}</td><td>{}</td>"
          "</tr>\n",
          escaped(comparison_.measures[m].name), mean_bars(d), d.baseline, d.run,
          difference_html(d.difference()), d.wins, d.ties, d.losses,
          escaped(p_text(d.randomization.p)), escaped(p_text(t)));
    }
    close_table();
  }

  static std::string mean_bars(const Difference& d) {
    return fmt::format(
        "<svg viewBox=\"0 0 100 20\" preserveAspectRatio=\"none\" role=\"img\" "
        "aria-label=\"baseline {0:.4f}, run {1:.4f}\">"
        "<rect class=\"base-fill\" y=\"1\" width=\"{2:.2f}\" height=\"8\"/>"
        "<rect class=\"{3}-fill\" y=\"11\" width=\"{4:.2f}\" height=\"8\"/></svg>",
        d.baseline, d.run, 100 * std::clamp(d.baseline, 0.0, 1.0),
        side(d.difference()) == "worse" ? "worse" : "better", 100 * std::clamp(d.run, 0.0, 1.0));
  }

  void plots(const RunComparison& run) {
    html_ += "<h3>Difference topic by topic</h3>\n<div class=\"figures\">\n";
    for (std::size_t m = 0; m < comparison_.measures.size(); ++m) plot(run, m);
    html_ += "</div>\n";
  }

  void plot(const RunComparison& run, std::size_t m) {
    struct Bar {
      double difference;
      std::size_t place;
    };
    std::vector<Bar> bars;
    double limit = 0.01;
    for (std::size_t i = 0; i < comparison_.topics.size(); ++i) {
      bars.push_back({run.values[m][i] - comparison_.baseline_values[m][i], i});
      limit = std::max(limit, std::abs(bars.back().difference));
    }
    std::stable_sort(bars.begin(), bars.end(),
                     [](const Bar& a, const Bar& b) { return a.difference > b.difference; });
    const Difference& d = run.differences[m];
    const std::string name = escaped(comparison_.measures[m].name);
    add("<figure>\n<figcaption><b>{}</b>: {} better, {} equal, {} worse</figcaption>\n", name,
        d.wins, d.ties, d.losses);
    add("<div class=\"plot\">\n<div class=\"scale\" aria-hidden=\"true\"><span>+{0:.2f}</span>"
        "<span>0</span><span>−{0:.2f}</span></div>\n",
        limit);
    add("<svg viewBox=\"0 0 {} 200\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\""
        "Bars of {}, run less baseline, one a topic, largest gain first: from {} to {}\">\n",
        bars.size(), name, difference_text(bars.front().difference),
        difference_text(bars.back().difference));
    const bool is_sparse = bars.size() <= most_bars_with_names;  // else gaps only make it pale
    for (std::size_t i = 0; i < bars.size(); ++i) {
      const double height = 100 * std::abs(bars[i].difference) / limit;
      if (height < 0.05) continue;
      const bool up = bars[i].difference > 0;
      add("<rect class=\"{}-fill\" x=\"{}\" y=\"{:.1f}\" width=\"{}\" height=\"{:.1f}\"",
          up ? "better" : "worse", is_sparse ? fmt::format("{}.1", i) : std::to_string(i),
          up ? 100 - height : 100.0, is_sparse ? ".8" : "1", height);
      if (is_sparse) {
        add("><title>{} {}</title></rect>\n", escaped(comparison_.topics[bars[i].place]),
            difference_text(bars[i].difference));
      } else {
        html_ += "/>\n";
      }
    }
    add("<path class=\"zero\" d=\"M0 100H{}\"/>\n</svg>\n</div>\n</figure>\n", bars.size());
  }

  void groups(const RunComparison& run) {
    const Measure& measure = comparison_.measures[0];
    html_ += "<h3>By group of topics</h3>\n";
    open_table("Means of " + measure.name + " by group",
               "<th scope=\"col\" class=\"l\">Group</th><th scope=\"col\">Topics</th>"
               "<th scope=\"col\">Baseline</th><th scope=\"col\">Run</th>"
               "<th scope=\"col\">Difference</th>");
    for (const TopicGroup& group : group_topics(comparison_.topics, context_.topics)) {
      const double before = summarize(measure, comparison_.baseline_values[0], group.places);
      const double after = summarize(measure, run.values[0], group.places);
      add("<tr><th scope=\"row\" class=\"l\">{}</th><td>{}</td><td>{:.4f}</td><td>{:.4f}</td>"
          "<td>{}</td></tr>\n",
          group.name.empty() ? "(no group)" : escaped(group.name), group.places.size(), before,
          after, difference_html(after - before));
    }
    close_table();
  }

  [[nodiscard]] std::string query_of(std::string_view topic) const {
    const auto at = topics_.find(topic);
    return at == topics_.end() ? std::string() : escaped(at->second->query);
  }

  void moved(const RunComparison& run) {
    if (run.moved.empty()) return;
    add("<h3>Topics that moved most by {}</h3>\n", escaped(comparison_.measures[0].name));
    for (const MovedTopic& topic : run.moved) {
      const std::string& id = comparison_.topics[topic.place];
      const std::string query = query_of(id);
      add("<details{}>\n<summary>{}{}{} <span class=\"sum\">{:.4f} → {:.4f} "
          "({})</span></summary>\n",
          &topic == run.moved.data() ? " open" : "", escaped(id), query.empty() ? "" : ": ", query,
          topic.baseline, topic.run, difference_html(topic.difference()));
      moved_pages(topic, id);
      html_ += "</details>\n";
    }
  }

  void moved_pages(const MovedTopic& topic, std::string_view id) {
    if (topic.pages.empty()) {
      html_ += "<p class=\"quiet\">No page moved near the top.</p>\n";
      return;
    }
    open_table("Pages that moved for topic " + std::string(id),
               "<th scope=\"col\" class=\"l page\">Page</th><th scope=\"col\">Grade</th>"
               "<th scope=\"col\">Baseline rank</th><th scope=\"col\">Run rank</th>");
    for (const MovedPage& page : topic.pages) {
      add("<tr><th scope=\"row\" class=\"l page\">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>\n",
          escaped(page.id),
          page.grade == JudgedRanking::unjudged ? "unjudged" : std::to_string(page.grade),
          rank_text(page.baseline_rank), rank_text(page.run_rank));
    }
    close_table();
  }

  /// The figures behind the first plot.
  void all_topics(const RunComparison& run) {
    const std::string name = comparison_.measures[0].name;
    const std::size_t shown = std::min(comparison_.topics.size(), most_topic_rows);
    add("<h3>All topics</h3>\n<details>\n<summary>{} of {}</summary>\n", escaped(name),
        plural(shown, "topic"));
    const bool has_queries = !context_.topics.empty();
    open_table(name + " by topic",
               std::string("<th scope=\"col\" class=\"l\">Topic</th>") +
                   (has_queries ? "<th scope=\"col\" class=\"l page\">Query</th>" : "") +
                   "<th scope=\"col\">Baseline</th><th scope=\"col\">Run</th>"
                   "<th scope=\"col\">Difference</th>");
    for (std::size_t i = 0; i < shown; ++i) {
      const double before = comparison_.baseline_values[0][i], after = run.values[0][i];
      const std::string& id = comparison_.topics[i];
      add("<tr><th scope=\"row\" class=\"l\">{}</th>", escaped(id));
      if (has_queries) add("<td class=\"l page\">{}</td>", query_of(id));
      add("<td>{:.4f}</td><td>{:.4f}</td><td>{}</td></tr>\n", before, after,
          difference_html(after - before));
    }
    close_table();
    html_ += "</details>\n";
  }

  const Comparison& comparison_;
  const ReportContext& context_;
  std::unordered_map<std::string_view, const Topic*> topics_;
  std::string html_;
};

}  // namespace

void print_comparison_html(const Comparison& comparison, const ReportContext& context,
                           std::ostream& out) {
  out << HtmlReport(comparison, context).page();
}

}  // namespace speur
