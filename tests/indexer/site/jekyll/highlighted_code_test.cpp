#include "indexer/site/jekyll/highlighted_code.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <string_view>

namespace speur {

TEST_CASE("Jekyll: code that begins and ends in one line gets lines of its own", "[site]") {
  struct Row {
    std::string_view text, made;
  };
  for (const Row& row : std::to_array<Row>({
           {"a", "a"},
           {"{% highlight html %}<b>{% endhighlight %}", "{% highlight html %}\n<b>\n{% endhighlight %}"},
           {"x {%- highlight html -%}<b>{%- endhighlight -%} y\n", "x \n{%- highlight html -%}\n<b>\n{%- endhighlight -%}\n y\n"},
           {"{% highlight c %}\na\n{% endhighlight %}\n", "{% highlight c %}\na\n{% endhighlight %}\n"},
           {"{% if a %}{% endhighlight %}", "{% if a %}{% endhighlight %}"},
           {"endhighlight {% highlight c %}a{% endhighlight %}", "endhighlight \n{% highlight c %}\na\n{% endhighlight %}"},
           {"{% highlight {% endhighlight %} a", "{% highlight {% endhighlight %} a"},
           {"{% highlight c %}a{% endhighlight", "{% highlight c %}a{% endhighlight"},
       })) {
    CAPTURE(row.text);
    CHECK(with_code_on_lines(std::string(row.text)) == row.made);
  }
}

}  // namespace speur
