import { html, trusted } from './html.js';

describe('HTML as tagged text', () => {
  test('values are escaped, in elements and in attributes', () => {
    const evil = `</script><img src=x onerror="alert('1')">&amp;`;
    expect(html`<b title="${evil}">${evil}</b>`.text).toBe(
      '<b title="&lt;/script&gt;&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp;">' +
        '&lt;/script&gt;&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp;</b>',
    );
  });

  test('pieces nest without being escaped twice, and lists are put together', () => {
    const items = ['<1>', '2'].map((item) => html`<i>${item}</i>`);
    expect(html`<p>${items}${null}${3}</p>`.text).toBe('<p><i>&lt;1&gt;</i><i>2</i>3</p>');
  });

  test('only what is called trusted is taken as it is', () => {
    expect(html`${trusted('<hr>')}${'<hr>'}`.text).toBe('<hr>&lt;hr&gt;');
  });
});
